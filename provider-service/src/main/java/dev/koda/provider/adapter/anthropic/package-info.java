/** Anthropic Messages. */
package dev.koda.provider.adapter.anthropic;
