package dev.koda.gateway.page.home;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.Checklist;
import dev.koda.gateway.page.frame.Say;

/** What the home page shows: what needs a person, what runs, what ran, what it cost, and what is left to set up. */
@TemplateData
public record HomeView(
        List<Need> needs, List<Trouble> away, Work work, Answer<Spend> spend, Checklist checklist, Instant now) {

    /** The sentence under the title. */
    public String verdict() {
        StringBuilder text = new StringBuilder();
        text.append(
                needs.isEmpty()
                        ? "Nothing needs you."
                        : Say.plural(needs.size(), "thing needs you.", "things need you."));
        if (work.counts().running() != null) {
            text.append(' ')
                    .append(work.counts().running())
                    .append(" tasks run, ")
                    .append(work.counts().queued())
                    .append(" wait.");
        }
        return text.append(away.isEmpty() ? "" : " Not everything answers: see below.")
                .toString();
    }

    /** A release without costs has no such card; one whose costs are away says so. */
    public boolean showsSpend() {
        return spend.ok() || !spend.trouble().isMissing();
    }

    public boolean showsChecklist() {
        return checklist != null && !checklist.complete();
    }
}
