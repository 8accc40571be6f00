/** The neutral request and answer that every wire format is translated from and to. */
package dev.koda.provider.prompt;
