package dev.koda.system.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is killed, and how many of fifty kills it gets: a database is back sooner than a service. */
enum Victim {
    WORKER("worker", "the worker", 12),
    API("runtime", "the API", 5),
    PROVIDER("provider", "provider-service", 5),
    KAFKA("kafka", "Kafka", 7),
    POSTGRES("postgres", "PostgreSQL", 16),
    GATEWAY("web", "the gateway", 5);

    private final String part;
    private final String title;
    private final int ofFifty;

    Victim(String part, String title, int ofFifty) {
        this.part = part;
        this.title = title;
        this.ofFifty = ofFifty;
    }

    /** Its name among the parts of the stack; the worker is none of them. */
    String part() {
        return part;
    }

    String title() {
        return title;
    }

    /** Whether tasks run in it. */
    boolean runsTasks() {
        return this == WORKER || this == API;
    }

    /** So many victims in a random order, each as often as its share, and each at least once where there is room. */
    static List<Victim> drawn(int kills, RandomGenerator random) {
        List<Victim> drawn = new ArrayList<>();
        for (int round = 0; drawn.size() < kills; round++) {
            for (Victim victim : values()) {
                if (round % 50 < victim.ofFifty) {
                    drawn.add(victim);
                }
            }
        }
        List<Victim> order = new ArrayList<>(drawn.subList(0, kills));
        for (int last = order.size() - 1; last > 0; last--) {
            Collections.swap(order, last, random.nextInt(last + 1));
        }
        return order;
    }
}
