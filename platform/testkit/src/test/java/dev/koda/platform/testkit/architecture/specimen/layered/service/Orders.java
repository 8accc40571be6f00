package dev.koda.platform.testkit.architecture.specimen.layered.service;

/** Lives in a layer. */
public record Orders(String id) {}
