/** OpenAI Chat Completions and the compatible family. */
package dev.koda.provider.adapter.openai;
