package dev.koda.provider.completion;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.chain.ChainService;
import dev.koda.provider.circuit.Circuits;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.transport.RunningCall;
import dev.koda.provider.transport.VendorTransport;

/** Calls one candidate: through its circuit, with what it used recorded however it ends. */
@Singleton
public class Candidates {

    private final ChainService chains;
    private final ConnectionRegistry registry;
    private final Circuits circuits;
    private final VendorTransport transport;
    private final Books books;

    Candidates(
            ChainService chains,
            ConnectionRegistry registry,
            Circuits circuits,
            VendorTransport transport,
            Books books) {
        this.chains = chains;
        this.registry = registry;
        this.circuits = circuits;
        this.transport = transport;
        this.books = books;
    }

    /** A call about to be made: its outcome when subscribed, and the handle to slow it down or break it off. */
    public record Started(Uni<Settlement> outcome, RunningCall handle) {}

    /** Prepares a call. The outcome fails with {@link VendorFailure} or a problem of the budget. */
    public Started start(CandidateRequest request, LiveAnswer live) {
        Connection connection = usable(request);
        Ask ask = Ask.of(connection.vendor(), request.model(), request.prompt(), request.delivery());
        var call = new CandidateCall(live, request.prompt(), sink -> transport.call(connection, ask, sink));
        Uni<Settlement> outcome = books.open(request, connection)
                .chain(entry -> circuits.call(connection, call::attempt)
                        .map(finish -> entry.settle(finish, call))
                        .onFailure()
                        .invoke(failure -> entry.failed(failure, call)));
        return new Started(booked(outcome, call), call);
    }

    /** A caller who goes away breaks the call off, but not its bookkeeping. */
    private static Uni<Settlement> booked(Uni<Settlement> outcome, RunningCall call) {
        return Uni.createFrom()
                .<Settlement>emitter(caller -> outcome.subscribe().with(caller::complete, caller::fail))
                .onCancellation()
                .invoke(call::cancel);
    }

    private Connection usable(CandidateRequest request) {
        chains.refusal(request.provider(), request.model(), request.origin().canary())
                .ifPresent(cause -> {
                    throw VendorFailure.transport(
                            Failure.BAD_MODEL,
                            cause,
                            "Provider '" + request.provider() + "' cannot be used with model '" + request.model()
                                    + "': " + cause + ".");
                });
        return registry.find(request.provider()).orElseThrow();
    }
}
