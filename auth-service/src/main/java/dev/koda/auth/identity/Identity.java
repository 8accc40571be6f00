package dev.koda.auth.identity;

import java.time.Instant;

import dev.koda.auth.operator.Operator;
import dev.koda.auth.signing.MintedToken;

/** Who a credential stands for, with the JWT that says so to the services. */
record Identity(String token, Instant expiresAt, String sid, Who operator) {

    /** The operator as the dashboard greets one. */
    record Who(String id, String email, String username, String displayName, String role) {
        static Who of(Operator operator) {
            return new Who(
                    operator.id().toString(),
                    operator.email(),
                    operator.username().orElse(null),
                    operator.name(),
                    operator.role().wire());
        }
    }

    static Identity of(MintedToken minted, String sid, Who operator) {
        return new Identity(minted.token(), minted.expiresAt(), sid, operator);
    }

    @Override
    public String toString() {
        return "Identity[sid=" + sid + "]";
    }
}
