package dev.koda.platform.testkit.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.server.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestTokensTest {
    @Test
    void aTokenCarriesTheClaimsOfAuthServiceAndVerifiesAgainstThePublishedKeys() throws Exception {
        JwtClaims claims = consumer().processToClaims(TestTokens.tokenOf("o-1", "admin", "tasks:read", "tasks:write"));

        assertThat(claims.getSubject()).isEqualTo("o-1");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("admin");
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("tasks:read tasks:write");
    }

    @Test
    void aSessionHasNoScopeAndAServiceHasItsRole() throws Exception {
        assertThat(consumer()
                        .processToClaims(TestTokens.operator("o-1", "viewer"))
                        .hasClaim("scope"))
                .isFalse();
        JwtClaims service = consumer().processToClaims(TestTokens.service("runtime"));
        assertThat(service.getSubject()).isEqualTo("service:runtime");
        assertThat(service.getStringListClaimValue("groups")).containsExactly("service");
    }

    @Test
    void anExpiredTokenIsExpired() {
        assertThatThrownBy(() -> consumer().processToClaims(TestTokens.expired("o-1", "owner")))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void theStubGivesServiceTokensForTheRightKeyOnly() throws Exception {
        try (StubIdentityServer stub = StubIdentityServer.start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(ask(client, stub, "wrong").statusCode()).isEqualTo(401);
            HttpResponse<String> answer = ask(client, stub, TestEnvironment.SERVICE_KEY);
            assertThat(answer.body()).contains("\"token\":\"ey", "expires_at");
            assertThat(stub.tokensGiven()).isEqualTo(1);
            assertThat(new HttpsJwks(stub.url() + "/.well-known/jwks.json").getJsonWebKeys())
                    .hasSize(1);
        }
    }

    private static HttpResponse<String> ask(HttpClient client, StubIdentityServer stub, String key)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(stub.url() + "/internal/service-tokens"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"service\":\"runtime\",\"key\":\"" + key + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JwtConsumer consumer() throws JoseException {
        return new JwtConsumerBuilder()
                .setExpectedIssuer("koda-auth")
                .setExpectedAudience("koda")
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(TestTokens.jwks()).getJsonWebKeys()))
                .build();
    }
}
