package dev.koda.provider.verification;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;

import dev.koda.provider.adapter.WireFormats;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.transport.VendorTransport;

/**
 * The free checks of a connection: one or two small GET requests show name, connection, TLS, key and models at once;
 * which rung failed is read from how. Then, only when asked, one paid completion.
 */
@Singleton
class Ladder {

    /** Small documents answer within this; a listing is a database read at the vendor's. */
    private static final long DOCUMENT_MS = 15_000;

    private static final String ANY_PATH = "/models";

    private final VendorTransport transport;
    private final WireFormats formats;
    private final Probe probe;

    Ladder(VendorTransport transport, WireFormats formats, Probe probe) {
        this.transport = transport;
        this.formats = formats;
        this.probe = probe;
    }

    /** Climbs the free rungs. Never fails: a failure is a finding. */
    Uni<Finding> climb(Connection connection) {
        Vendor.Listing listing = connection.vendor().listing();
        if (listing == null) {
            return knock(connection);
        }
        Uni<JsonNode> proven = listing.auth() == null ? Uni.createFrom().nullItem() : get(connection, listing.auth());
        return proven.chain(() -> get(connection, listing.models()))
                .map(json -> listed(connection, json))
                .onFailure(VendorFailure.class)
                .recoverWithItem(failure -> missingListing(connection, failure));
    }

    /** Climbs the free rungs and, when nothing spoke against it, pays for one small completion. */
    Uni<Finding> climbAndProbe(Connection connection) {
        return climb(connection)
                .chain(free -> free.cause() == null
                        ? probe.ask(connection, free.models())
                        : Uni.createFrom().item(free));
    }

    /** Without a listing whatever the vendor answers shows name, connection and TLS, and nothing about the key. */
    private Uni<Finding> knock(Connection connection) {
        Finding unproven = Finding.unproven(Stage.AUTH, known(connection));
        return get(connection, ANY_PATH)
                .map(answered -> unproven)
                .onFailure(VendorFailure.class)
                .recoverWithItem(failure ->
                        failure.status() == 0 ? Finding.failed(failure, Stage.CONNECT, List.of()) : unproven);
    }

    private Uni<JsonNode> get(Connection connection, String path) {
        return Uni.createFrom()
                .completionStage(
                        () -> transport.get(connection, path, DOCUMENT_MS).toCompletionStage());
    }

    private Finding listed(Connection connection, JsonNode json) {
        try {
            return Finding.passed(Stage.MODELS, formats.of(connection.vendor()).models(json));
        } catch (VendorFailure noListing) {
            return Finding.failed(
                    VendorFailure.answered(Failure.UNKNOWN, 200, null, json.toString(), null), Stage.MODELS, List.of());
        }
    }

    /** A vendor without a listing at that address is not broken; it is only not proven. */
    private static Finding missingListing(Connection connection, VendorFailure failure) {
        boolean none = failure.status() == 404 || failure.status() == 405 || failure.status() == 501;
        boolean anyAddress = !connection.vendor().keyRequired();
        return none && anyAddress
                ? Finding.unproven(Stage.MODELS, known(connection))
                : Finding.failed(failure, Stage.MODELS, List.of());
    }

    private static List<String> known(Connection connection) {
        return connection.vendor().models().stream().map(Model::id).toList();
    }
}
