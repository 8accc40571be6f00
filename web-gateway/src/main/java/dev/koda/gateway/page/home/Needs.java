package dev.koda.gateway.page.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.auth.RecoveryCodes;
import dev.koda.gateway.client.platform.Component;
import dev.koda.gateway.client.platform.Health;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.page.frame.Frame;

/** Gathers what needs a person, most urgent first: failures, in doubt, approvals by expiry, warnings. */
final class Needs {
    private static final int SHOWN = 8;

    private final Frame frame;
    private final AgentNames names;
    private final List<Need> needs = new ArrayList<>();

    Needs(Frame frame, AgentNames names) {
        this.frame = frame;
        this.names = names;
    }

    /** One line however many parts are away: they mostly have one cause, and Operations names it. */
    Needs components(Answer<Health> health) {
        List<Component> down = health.ok()
                ? health.value().components().stream().filter(Component::isDown).toList()
                : List.of();
        if (!down.isEmpty()) {
            Component first = down.getFirst();
            String others = down.size() == 1 ? "" : " and " + (down.size() - 1) + " more do";
            needs.add(Need.failing(
                    first.label() + (others.isEmpty() ? " does" : others) + " not answer",
                    "Down " + frame.since(first.since()) + ". What does not need it goes on.",
                    "Look at it",
                    "/operations"));
        }
        return this;
    }

    Needs providers(Answer<Listing<Provider>> providers) {
        providers.or(Listing.empty()).items().stream()
                .filter(Provider::isUnusable)
                .forEach(this::unusable);
        return this;
    }

    private void unusable(Provider provider) {
        var last = provider.connection().lastVerification();
        String cause = last == null || last.cause() == null ? "" : " Cause: " + last.cause() + ".";
        String since = last == null || last.checkedAt() == null ? "" : " Checked " + frame.ago(last.checkedAt()) + ".";
        needs.add(Need.failing(
                "Provider " + provider.id() + " is unusable",
                "Tasks go on with its peers where there are any." + cause + since,
                "Look at it",
                "/providers/" + provider.id()));
    }

    Needs approvals(Answer<Listing<Approval>> approvals) {
        List<Approval> open = approvals.or(Listing.empty()).items().stream()
                .filter(Approval::isOpen)
                .toList();
        open.stream().filter(Approval::isInDoubt).forEach(this::inDoubt);
        open.stream()
                .filter(question -> !question.isInDoubt())
                .sorted(Comparator.comparing(Approval::expiresAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(this::question);
        return this;
    }

    private void inDoubt(Approval question) {
        needs.add(new Need(
                "help-hexagon",
                "k-warn",
                "Did this go out? " + agent(question) + ", " + question.tool(),
                "Cut off between sending and the answer. Not sent again. Waits for your word.",
                "Look and decide",
                "/approvals#ask-" + question.id(),
                false));
    }

    private void question(Approval question) {
        needs.add(new Need(
                "hand-stop",
                "k-warn",
                "May " + agent(question) + " run " + question.tool() + "?",
                question.expiresAt() == null
                        ? "Waits for your answer."
                        : "Without an answer it is denied " + frame.ago(question.expiresAt()) + ".",
                "Review",
                "/approvals#ask-" + question.id(),
                false));
    }

    private String agent(Approval question) {
        return names.of(question.agentId(), question.agentName());
    }

    Needs recoveryCodes(Answer<RecoveryCodes> codes) {
        if (codes.ok() && codes.value() != null && codes.value().isLow()) {
            needs.add(Need.warning(
                    codes.value().remaining() + " of " + codes.value().total() + " recovery codes are left",
                    "They are the way back in when the password is lost.",
                    "Make a new set",
                    "/settings/security"));
        }
        return this;
    }

    List<Need> list() {
        return Need.onePrimary(needs.stream().limit(SHOWN).toList());
    }
}
