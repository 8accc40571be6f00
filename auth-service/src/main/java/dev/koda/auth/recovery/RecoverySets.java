package dev.koda.auth.recovery;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;

/** Where the heads of sets are kept. */
@ApplicationScoped
class RecoverySets implements PanacheRepositoryBase<RecoverySet, UUID> {}
