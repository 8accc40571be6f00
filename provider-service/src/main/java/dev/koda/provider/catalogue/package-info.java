/** Which vendors there are and how each differs, as data. */
package dev.koda.provider.catalogue;
