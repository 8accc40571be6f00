package dev.koda.runtime.approval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.origin.Origin;

/** Approvals as the journal tells them: the question, and its answer. */
public final class ApprovalStep {

    private ApprovalStep() {}

    /** The question, as trace and watching clients see it. */
    public static ObjectNode asked(Approval approval) {
        ObjectNode body = body(approval, "pending").put("asked_because", approval.askedBecause());
        body.put("expires_at", approval.expiresAt().toString()).set("input", approval.arguments());
        return body;
    }

    static ObjectNode decided(Approval approval, DecideApproval answer, Origin origin) {
        ObjectNode body = body(approval, answer.decision().status()).put("decided_by", origin.name());
        if (answer.arguments() != null && answer.decision() == Decision.EDIT) {
            body.set("arguments", answer.arguments());
        }
        if (answer.result() != null) {
            body.put("result", answer.result());
        }
        if (answer.note() != null) {
            body.put("note", answer.note());
        }
        return body.put("scope", answer.forTask() ? "task" : "once");
    }

    static ObjectNode expired(Approval approval) {
        return body(approval, "expired").put("decided_by", "system").put("scope", "once");
    }

    private static ObjectNode body(Approval approval, String status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", approval.tool())
                .put("status", status)
                .put("approval_id", approval.id().toString())
                .put("call_id", approval.callId())
                .put("reason", approval.reason())
                .put("consent_hash", approval.consentHash());
    }
}
