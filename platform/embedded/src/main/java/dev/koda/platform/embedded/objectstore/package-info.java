/** An S3-compatible object store of our own: keys required, loopback only, objects as files. */
package dev.koda.platform.embedded.objectstore;
