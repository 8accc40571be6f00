/** How much may be spent: budgets and the ledger that keeps them under concurrency. */
package dev.koda.provider.budget;
