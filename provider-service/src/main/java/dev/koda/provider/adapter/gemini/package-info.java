/** Google Gemini. */
package dev.koda.provider.adapter.gemini;
