package dev.koda.audit.trail;

/** What it was done to. */
record TargetView(String kind, String id) {
    static TargetView of(Entry.Target target) {
        return target.equals(Entry.Target.NONE) ? null : new TargetView(target.kind(), target.id());
    }
}
