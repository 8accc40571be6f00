/** {@code koda up --sample}: an owner, a model without a key, an agent, and one real task. */
package dev.koda.cli.sample;
