package dev.koda.gateway.page.home;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.Checklist;
import dev.koda.gateway.client.runtime.Queue;
import dev.koda.gateway.client.runtime.Task;

/** What the home page shows: what needs a person, what runs, what ran, what it cost, and what is left to set up. */
@TemplateData
public record HomeView(
        List<Need> needs,
        List<Trouble> away,
        Answer<Listing<Task>> running,
        Answer<Listing<Task>> recent,
        Answer<Queue> queue,
        Answer<Spend> spend,
        Checklist checklist,
        Instant now) {

    /** The sentence under the title. */
    public String verdict() {
        StringBuilder text = new StringBuilder(
                needs.isEmpty()
                        ? "Nothing needs you."
                        : needs.size() == 1 ? "1 thing needs you." : needs.size() + " things need you.");
        if (queue.ok() && queue.value() != null && queue.value().running() != null) {
            text.append(' ')
                    .append(queue.value().running())
                    .append(" tasks run, ")
                    .append(queue.value().queued() == null ? 0 : queue.value().queued())
                    .append(" wait.");
        }
        return text.append(away.isEmpty() ? "" : " Not everything answers: see below.")
                .toString();
    }

    public boolean showsChecklist() {
        return checklist != null && !checklist.isDone();
    }
}
