/** The offline script that stands in for a model. */
package dev.koda.provider.adapter.rehearsal;
