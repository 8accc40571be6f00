/** OpenAI Chat Completions, spoken inward. */
package dev.koda.provider.openaiapi;
