/** The stack seen over HTTP, through the gateway, as a client on the host sees it. */
package dev.koda.cli.controlplane;
