/** What the operator can set. */
package dev.koda.provider.settings;
