package dev.koda.gateway.doctor;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.koda.gateway.identity.Visitor;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.problem.Problem;

/**
 * The doctor over HTTP, for operators and for the host's break-glass token. Open to all for the framework, because it
 * must also answer while nobody can vouch for a token; who may ask is decided here.
 */
@Path("api/control-plane/doctor")
@Produces(MediaType.APPLICATION_JSON)
public class DoctorResource {
    private final Doctor doctor;
    private final Visitor visitor;

    DoctorResource(Doctor doctor, Visitor visitor) {
        this.doctor = doctor;
        this.visitor = visitor;
    }

    /** Every check of every service, in the shape {@code koda.doctor/1}. */
    @GET
    @PermitAll
    @Operation(summary = "Every check of the platform (role operator, or break-glass from the host)")
    public Uni<DoctorReport> report() {
        if (!visitor.isBreakGlass()) {
            requireOperator();
        }
        return doctor.report();
    }

    private void requireOperator() {
        boolean operator = visitor.identity()
                .orElseThrow(() ->
                        Problem.unauthorized("authentication_required", "Sign in, or send an API token as a bearer."))
                .hasRole("operator");
        if (!operator) {
            throw Problem.forbidden("role_required", "The doctor needs the role operator.");
        }
    }
}
