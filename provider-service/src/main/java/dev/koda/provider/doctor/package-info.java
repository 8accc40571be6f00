/** What the doctor is told about providers. */
package dev.koda.provider.doctor;
