/** The model used where none is named. */
package dev.koda.provider.defaultmodel;
