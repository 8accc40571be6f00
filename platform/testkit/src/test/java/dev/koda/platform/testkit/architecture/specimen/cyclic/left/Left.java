package dev.koda.platform.testkit.architecture.specimen.cyclic.left;

import dev.koda.platform.testkit.architecture.specimen.cyclic.right.Right;

/** One half of a cycle. */
public record Left(Right right) {}
