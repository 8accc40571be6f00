package dev.koda.gateway.page.operations;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.audit.Entry;
import dev.koda.gateway.client.platform.Finding;
import dev.koda.gateway.client.platform.Health;
import dev.koda.gateway.client.platform.Report;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.QueuedAgent;

/** What the Operations page shows; each part is there or says why not. */
@TemplateData
public record OperationsView(
        Answer<Report> doctor,
        Answer<Health> health,
        Answer<Listing<Provider>> providers,
        Answer<Listing<Entry>> feed,
        Answer<Listing<QueuedAgent>> queue,
        Answer<JsonNode> usage,
        AgentNames names) {

    public String verdict() {
        return doctor.ok()
                ? doctor.value().verdict()
                : "The doctor does not answer. Components below are asked directly.";
    }

    public List<Provider> connections() {
        return providers.or(Listing.empty()).items().stream()
                .filter(Provider::isConnected)
                .toList();
    }

    public List<Finding> scoped(boolean local) {
        return doctor.ok() ? doctor.value().scoped(local) : List.of();
    }

    /** {@code 19 pass, 2 warn, 1 fail} of one scope. */
    public String counts(boolean local) {
        List<Finding> checks = scoped(local);
        String text = count(checks, "pass") + " pass";
        text += count(checks, "warn") == 0 ? "" : ", " + count(checks, "warn") + " warn";
        text += count(checks, "fail") == 0 ? "" : ", " + count(checks, "fail") + " fail";
        return text + (count(checks, "skip") == 0 ? "" : ", " + count(checks, "skip") + " skipped");
    }

    private static long count(List<Finding> checks, String verdict) {
        return checks.stream().filter(check -> verdict.equals(check.verdict())).count();
    }

    public List<StoredTable> tables() {
        return usage.ok() && usage.value() != null
                ? StoredTable.of(usage.value().path("tables"))
                : List.of();
    }
}
