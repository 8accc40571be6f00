/** Ollama. */
package dev.koda.provider.adapter.ollama;
