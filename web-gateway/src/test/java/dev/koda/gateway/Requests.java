package dev.koda.gateway;

import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

import dev.koda.gateway.stub.StubHouse;

/** Requests of the usual callers; strangers come from an address each, so that their limits do not meet. */
public final class Requests {
    private static final AtomicInteger STRANGERS = new AtomicInteger();

    private Requests() {}

    public static RequestSpecification stranger() {
        return strangerFrom(freshAddress());
    }

    public static String freshAddress() {
        int number = STRANGERS.incrementAndGet();
        return "198.51." + number / 250 + "." + (1 + number % 250);
    }

    public static RequestSpecification strangerFrom(String address) {
        return RestAssured.given().header("X-Forwarded-For", address);
    }

    public static RequestSpecification token() {
        return RestAssured.given().header("Authorization", "Bearer " + StubHouse.API_TOKEN);
    }

    public static RequestSpecification browser(String session) {
        return stranger().cookie("koda_operator_session", session);
    }

    public static RequestSpecification ownPage(String session) {
        return browser(session).header("Sec-Fetch-Site", "same-origin");
    }
}
