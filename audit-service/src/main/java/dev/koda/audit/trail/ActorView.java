package dev.koda.audit.trail;

/** Who did it. */
record ActorView(String kind, String id, String name) {
    static ActorView of(Entry.Actor actor) {
        return actor.equals(Entry.Actor.NONE) ? null : new ActorView(actor.kind(), actor.id(), actor.name());
    }
}
