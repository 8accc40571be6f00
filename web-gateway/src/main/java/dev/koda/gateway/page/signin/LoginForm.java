package dev.koda.gateway.page.signin;

import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Payload;

/** What was typed into the sign-in form, as it is shown again; the password and the codes never are. */
@TemplateData
public record LoginForm(String identifier, String next, boolean askCode) {

    /** Only addresses of this dashboard are gone to after the sign-in. */
    static String safe(String next) {
        return next != null && next.startsWith("/") && !next.startsWith("//") && !next.contains("\\") ? next : "/";
    }

    static Map<String, Object> body(String identifier, String password, String code) {
        Payload body = Payload.of("identifier", identifier).and("password", password);
        String typed = code == null ? "" : code.strip();
        return body.and(typed.matches("\\d{6}") ? "totp_code" : "recovery_code", typed)
                .map();
    }
}
