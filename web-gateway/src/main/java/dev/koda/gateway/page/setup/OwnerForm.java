package dev.koda.gateway.page.setup;

import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Payload;

/** What was typed for the owner, as it is shown again; the password never is. */
@TemplateData
public record OwnerForm(String registrationToken, String email, String username, String displayName) {
    static OwnerForm proven(String registrationToken) {
        return new OwnerForm(registrationToken, "", "", "");
    }

    Map<String, Object> body(String password) {
        return Payload.of("registration_token", registrationToken)
                .and("email", email)
                .and("username", username)
                .and("display_name", displayName)
                .and("password", password)
                .map();
    }
}
