package dev.koda.system.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is killed, and how many of fifty kills it gets: what is back sooner gets more, so that none is waited for at the end. */
enum Victim {
    WORKER("worker", "the worker", 10),
    API("runtime", "the API", 7),
    PROVIDER("provider", "provider-service", 7),
    KAFKA("kafka", "Kafka", 8),
    POSTGRES("postgres", "PostgreSQL", 11),
    GATEWAY("web", "the gateway", 7);

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

    /** Whether its death may cost a task its worker. */
    boolean takesTasksAlong() {
        return runsTasks() || this == POSTGRES;
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
