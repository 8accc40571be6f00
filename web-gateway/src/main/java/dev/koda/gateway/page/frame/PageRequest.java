package dev.koda.gateway.page.frame;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/** What the browser's request says about how a page is to be shown: its address, and the cookies of taste. */
@RequestScoped
public class PageRequest {
    static final String ZONE_COOKIE = "koda_zone";
    static final String KEYS_COOKIE = "koda_keys";

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final CurrentVertxRequest current;

    PageRequest(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The address with its filters, as links on the page are made from it. */
    public Address address() {
        Map<String, String> query = new TreeMap<>();
        request().params().forEach((name, value) -> {
            if (isOfTheAddress(name) && !value.isBlank()) {
                query.put(name, value);
            }
        });
        return new Address(path(), query);
    }

    private boolean isOfTheAddress(String name) {
        String asked = request().query();
        return asked != null && ("&" + asked).contains("&" + name + "=") && !name.equals("done");
    }

    public String path() {
        return request().path();
    }

    String host() {
        return request().authority() == null ? "" : request().authority().toString();
    }

    String parameter(String name) {
        return request().getParam(name);
    }

    Theme theme() {
        return Theme.of(cookie(Theme.COOKIE));
    }

    /** The visitor's own zone, else UTC; a zone nobody knows is no reason to fail. */
    ZoneId zone() {
        String wanted = cookie(ZONE_COOKIE);
        try {
            return wanted == null ? UTC : ZoneId.of(wanted.replace('.', '/'));
        } catch (DateTimeException unknown) {
            return UTC;
        }
    }

    boolean keys() {
        return !"off".equals(cookie(KEYS_COOKIE));
    }

    private String cookie(String name) {
        Cookie found = request().getCookie(name);
        return found == null ? null : found.getValue();
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
