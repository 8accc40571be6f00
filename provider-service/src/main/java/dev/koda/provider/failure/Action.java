package dev.koda.provider.failure;

/** What a caller does about a failure: try the same candidate again, go to a peer, or end here. */
public enum Action {
    RETRY,
    PEER,
    STOP
}
