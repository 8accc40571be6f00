package dev.koda.gateway.route;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.restassured.RestAssured;

import dev.koda.gateway.stub.StubHouse;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Requests that RestAssured would tidy up: paths as they are, and bodies that do not say how long they are. */
final class RawRequests {
    private RawRequests() {}

    static URI at(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    static int statusOf(String path) {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return Integer.parseInt(status.split(" ")[1]);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static int post(String path, byte[] body) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                            HttpRequest.newBuilder(at(path))
                                    .timeout(Duration.ofSeconds(60))
                                    .header("Authorization", "Bearer " + StubHouse.API_TOKEN)
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(body)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
