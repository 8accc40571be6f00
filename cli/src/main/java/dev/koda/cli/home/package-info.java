/** The folder of an installation: its settings, secrets and ports, and the environment they make together. */
package dev.koda.cli.home;
