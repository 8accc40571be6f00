package dev.koda.provider.completion;

import java.util.Optional;

import dev.koda.provider.price.Cost;
import dev.koda.provider.prompt.Finish;

/** A complete answer and what it cost; no cost when the model has no price. */
public record Settlement(Finish finish, Optional<Cost> cost) {}
