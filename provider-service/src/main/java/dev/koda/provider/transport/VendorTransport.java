package dev.koda.provider.transport;

import java.net.URI;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.Outgoing;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.adapter.WireFormat;
import dev.koda.provider.adapter.WireFormats;
import dev.koda.provider.adapter.rehearsal.RehearsalModel;
import dev.koda.provider.address.PinnedAddresses;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.Timeouts;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;

/**
 * Calls vendors over HTTP, streaming with back-pressure, under the deadlines of the connection and only to addresses
 * that were checked. The credential is put on the request here and nowhere else.
 */
@Singleton
public class VendorTransport {

    private final Vertx vertx;
    private final WireFormats formats;
    private final PinnedAddresses addresses;
    private final ErrorBodies errors;
    private final RehearsalModel rehearsal;
    private final VendorClients clients;

    VendorTransport(
            Vertx vertx,
            WireFormats formats,
            PinnedAddresses addresses,
            ErrorBodies errors,
            RehearsalModel rehearsal,
            VendorClients clients) {
        this.vertx = vertx;
        this.formats = formats;
        this.addresses = addresses;
        this.errors = errors;
        this.rehearsal = rehearsal;
        this.clients = clients;
    }

    /** Asks for one completion. The sink is called on an event loop, never from inside this call. */
    public RunningCall call(Connection connection, Ask ask, AnswerSink sink) {
        if (connection.rehearsal()) {
            return rehearse(ask, sink);
        }
        WireFormat format = formats.of(connection.vendor());
        Timeouts timeouts = connection.timeouts();
        var call = new VendorCall(vertx, ask.streamed() ? timeouts : timeouts.inOnePiece(), format, ask, sink, errors);
        Outgoing outgoing;
        try {
            outgoing = format.completion(ask);
        } catch (VendorFailure unsayable) {
            vertx.runOnContext(next -> call.fail(unsayable));
            return call;
        }
        call.start();
        open(connection, HttpMethod.POST, outgoing.path())
                .compose(options -> clients.here().request(options).onComplete(ready -> options.getHeaders()
                        .clear())) // copied by now, but held by the client for as long as the answer takes
                .onSuccess(request -> call.send(request, outgoing.body()))
                .onFailure(refused -> call.fail(TransportFailures.beforeAnswer(refused)));
        return call;
    }

    /** Fetches a small JSON document of the vendor, for instance its model listing; fails with a typed failure. */
    public Future<JsonNode> get(Connection connection, String path, long timeoutMs) {
        WireFormat format = formats.of(connection.vendor());
        return open(connection, HttpMethod.GET, path)
                .compose(options -> clients.here().request(options))
                .compose(request ->
                        within(timeoutMs, request, request.send().compose(answer -> document(format, answer))))
                .recover(thrown -> Future.failedFuture(TransportFailures.beforeAnswer(thrown)));
    }

    /** The client's own timeout ends with the head of an answer; a vendor may fall silent after it. */
    private Future<JsonNode> within(long timeoutMs, HttpClientRequest request, Future<JsonNode> whole) {
        Promise<JsonNode> first = Promise.promise();
        long timer = vertx.setTimer(timeoutMs, late -> {
            String detail = "The vendor took the request but gave no whole answer within " + timeoutMs + " ms.";
            if (first.tryFail(VendorFailure.transport(Failure.TIMEOUT, "answer_timeout", detail))) {
                request.reset();
            }
        });
        whole.onComplete(ended -> {
            vertx.cancelTimer(timer);
            var unused = ended.succeeded() ? first.tryComplete(ended.result()) : first.tryFail(ended.cause());
        });
        return first.future();
    }

    private Future<JsonNode> document(WireFormat format, HttpClientResponse answer) {
        return answer.body().map(body -> {
            if (answer.statusCode() / 100 != 2) {
                throw errors.named(format, answer, body.toString());
            }
            JsonNode json = VendorJson.tolerant(body.toString());
            if (!json.isContainerNode()) {
                throw VendorFailure.answered(Failure.UNKNOWN, answer.statusCode(), null, body.toString(), null);
            }
            return json;
        });
    }

    private RunningCall rehearse(Ask ask, AnswerSink sink) {
        RehearsalModel.Play play = rehearsal.play(ask, sink);
        return new RunningCall() {
            @Override
            public void pause() {
                play.pause();
            }

            @Override
            public void resume() {
                play.resume();
            }

            @Override
            public void cancel() {
                play.cancel();
            }
        };
    }

    private Future<RequestOptions> open(Connection connection, HttpMethod method, String path) {
        URI base = connection.access().baseUrl();
        boolean tls = "https".equals(base.getScheme());
        int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
        return addresses.of(base.getHost(), port).map(address -> options(connection, method, path, address, port, tls));
    }

    private RequestOptions options(
            Connection connection, HttpMethod method, String path, SocketAddress address, int port, boolean tls) {
        URI base = connection.access().baseUrl();
        var options = new RequestOptions()
                .setMethod(method)
                .setServer(address)
                .setHost(base.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(VendorPaths.join(base.getRawPath(), path))
                .setConnectTimeout(connection.timeouts().connectMs())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "koda");
        credentials(connection, options);
        return options;
    }

    private void credentials(Connection connection, RequestOptions options) {
        Connection.Access access = connection.access();
        Map<String, String> plain = formats.of(connection.vendor()).headers(access.organization(), access.project());
        plain.forEach((name, value) -> {
            if (value != null) {
                options.putHeader(name, value);
            }
        });
        access.credential()
                .ifPresent(secret -> options.putHeader(
                        connection.vendor().auth().header(),
                        connection.vendor().auth().prefix() + secret.reveal()));
        access.headers().forEach((name, secret) -> options.putHeader(name, secret.reveal()));
    }
}
