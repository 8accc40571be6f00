package dev.koda.gateway.client.auth;

import java.util.Map;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailures;
import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.client.VisitorHeaders;

/** What the pages ask of auth-service, as the visitor. */
@Path("/api/control-plane")
@RegisterRestClient(configKey = "auth")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface AuthApi {
    @GET
    @Path("/onboarding/status")
    Uni<Onboarding> onboarding();

    @GET
    @Path("/onboarding/checklist")
    Uni<Checklist> checklist();

    @POST
    @Path("/auth/bootstrap/exchange")
    Uni<Registration> exchange(Map<String, Object> code);

    @POST
    @Path("/auth/register-owner")
    Uni<RestResponse<Registered>> registerOwner(Map<String, Object> owner);

    @POST
    @Path("/auth/login")
    Uni<RestResponse<SignedIn>> login(Map<String, Object> credentials);

    @POST
    @Path("/auth/logout")
    Uni<RestResponse<JsonNode>> logout();

    @POST
    @Path("/auth/reauthenticate")
    Uni<JsonNode> reauthenticate(Map<String, Object> password);

    @GET
    @Path("/auth/status")
    Uni<AuthStatus> status();

    @POST
    @Path("/auth/password/change")
    Uni<JsonNode> changePassword(Map<String, Object> change);

    @POST
    @Path("/auth/password/recover")
    Uni<JsonNode> recover(Map<String, Object> recovery);

    @POST
    @Path("/auth/password/forgot")
    Uni<JsonNode> forgot(Map<String, Object> email);

    @POST
    @Path("/auth/password/reset")
    Uni<JsonNode> reset(Map<String, Object> reset);

    @GET
    @Path("/auth/recovery-codes")
    Uni<RecoveryCodes> recoveryCodes();

    @POST
    @Path("/auth/recovery-codes/regenerate")
    Uni<RecoveryCodes> regenerate();

    @POST
    @Path("/auth/totp/enrol")
    Uni<TotpEnrolment> enrolTotp();

    @POST
    @Path("/auth/totp/confirm")
    Uni<JsonNode> confirmTotp(Map<String, Object> code);

    @DELETE
    @Path("/auth/totp")
    Uni<JsonNode> removeTotp();

    @GET
    @Path("/auth/sessions")
    Uni<Listing<Session>> sessions();

    @DELETE
    @Path("/auth/sessions/{id}")
    Uni<JsonNode> endSession(@PathParam("id") String id);

    @POST
    @Path("/auth/sessions/revoke-others")
    Uni<JsonNode> endOthers();

    @GET
    @Path("/auth/tokens")
    Uni<Listing<Token>> tokens();

    @POST
    @Path("/auth/tokens")
    Uni<Token> createToken(Map<String, Object> token);

    @DELETE
    @Path("/auth/tokens/{id}")
    Uni<JsonNode> revokeToken(@PathParam("id") String id);

    @GET
    @Path("/operators")
    Uni<Listing<Operator>> operators();

    @POST
    @Path("/operators")
    Uni<Operator> invite(Map<String, Object> operator);

    @PATCH
    @Path("/operators/{id}")
    Uni<Operator> changeOperator(@PathParam("id") String id, Map<String, Object> change);

    @DELETE
    @Path("/operators/{id}")
    Uni<JsonNode> removeOperator(@PathParam("id") String id);

    @GET
    @Path("/auth/lockouts")
    Uni<Listing<Lockout>> lockouts();

    @POST
    @Path("/auth/lockouts/unlock")
    Uni<JsonNode> unlock(Map<String, Object> identifier);

    @GET
    @Path("/auth/totp")
    Uni<TotpState> totp();

    @POST
    @Path("/operators/invitations/accept")
    Uni<RestResponse<Registered>> accept(Map<String, Object> invitation);

    @GET
    @Path("/operators/me/preferences")
    Uni<Preferences> preferences();

    @PUT
    @Path("/operators/me/preferences")
    Uni<Preferences> prefer(Map<String, Object> preferences);

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
