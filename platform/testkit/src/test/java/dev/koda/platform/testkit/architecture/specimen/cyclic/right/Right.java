package dev.koda.platform.testkit.architecture.specimen.cyclic.right;

import dev.koda.platform.testkit.architecture.specimen.cyclic.left.Left;

/** The other half. */
public record Right(Left left) {}
