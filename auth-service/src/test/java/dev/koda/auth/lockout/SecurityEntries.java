package dev.koda.auth.lockout;

import java.util.function.Predicate;

import dev.koda.auth.stack.People;
import dev.koda.platform.testkit.event.ReceivedEvent;

/** The audit's entries of the tests' people. */
final class SecurityEntries {

    private SecurityEntries() {}

    /** Those of one type about one person. */
    static Predicate<ReceivedEvent> about(People.Person person, String type) {
        return event -> person.id().equals(event.key())
                && event.json().path("type").asText().equals(type)
                && event.json().path("target").path("id").asText().equals(person.id());
    }
}
