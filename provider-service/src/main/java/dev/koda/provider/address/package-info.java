/** Where connections may lead: checks against server-side request forgery. */
package dev.koda.provider.address;
