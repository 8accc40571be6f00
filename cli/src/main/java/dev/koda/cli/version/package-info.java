/** Which Koda this is. */
package dev.koda.cli.version;
