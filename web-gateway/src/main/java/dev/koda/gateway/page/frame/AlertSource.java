package dev.koda.gateway.page.frame;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.platform.Component;
import dev.koda.gateway.client.platform.Health;
import dev.koda.gateway.client.platform.Platform;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.client.runtime.TaskApi;

/** Asks, for every page, what needs a person; what does not answer counts as nothing, and the page is shown without it. */
@Singleton
class AlertSource {
    private static final int COUNTED = 100;

    private final Platform platform;
    private final TaskApi tasks;
    private final ProviderApi providers;

    AlertSource(Platform platform, @RestClient TaskApi tasks, @RestClient ProviderApi providers) {
        this.platform = platform;
        this.tasks = tasks;
        this.providers = providers;
    }

    Uni<Alerts> now() {
        return Uni.combine()
                .all()
                .unis(
                        platform.lately(),
                        Answer.of("runtime", () -> tasks.approvals("pending", null, COUNTED, null)),
                        Answer.of("provider", providers::providers))
                .with(AlertSource::alerts);
    }

    private static Alerts alerts(
            Answer<Health> health, Answer<Listing<Approval>> approvals, Answer<Listing<Provider>> connections) {
        List<Provider> unusable = connections.or(Listing.empty()).items().stream()
                .filter(Provider::isUnusable)
                .toList();
        List<Component> down = health.ok()
                ? health.value().components().stream().filter(Component::isDown).toList()
                : List.of();
        return new Alerts(
                (int) approvals.or(Listing.empty()).items().stream()
                        .filter(Approval::isOpen)
                        .count(),
                unusable.size(),
                down.size(),
                health.ok() ? health.value().state() : null,
                strip(down, unusable));
    }

    private static Strip strip(List<Component> down, List<Provider> unusable) {
        if (!down.isEmpty()) {
            String first = down.getFirst().name();
            return new Strip(
                    first + " does not answer.", "What does not need it goes on.", "Look at it", "/operations", false);
        }
        if (!unusable.isEmpty()) {
            Provider first = unusable.getFirst();
            return new Strip(
                    "Provider " + first.id() + " is unusable.",
                    "Tasks carry on with its peers, where there are any.",
                    "Look at it",
                    "/providers/" + first.id(),
                    false);
        }
        return null;
    }
}
