package dev.koda.cli.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.koda.platform.boot.Service;

/**
 * What an embedded stack consists of, in the order it starts in. Parts of one level start together, once every part of
 * the level before has answered; they stop the other way round. The names are those of the compose services.
 */
public enum Part {
    POSTGRES(0, "PostgreSQL", "KODA_POSTGRES_PORT"),
    KAFKA(0, "Kafka", "KODA_KAFKA_PORT"),
    SEAWEEDFS(0, "object store", "KODA_S3_PORT"),
    AUTH(1, Service.AUTH, "auth-service", 192),
    PROVIDER(2, Service.PROVIDER, "provider-service", 256),
    AUDIT(2, Service.AUDIT, "audit-service", 192),
    STORAGE(2, Service.STORAGE, "storage-service", 384),
    RUNTIME(2, Service.RUNTIME, "agent-runtime-service", 384),
    WEB(3, Service.GATEWAY, "web-gateway", 256);

    private final int level;
    private final String title;
    private final String portVariable;
    private final Service service;
    private final String module;
    private final int heapMegabytes;

    Part(int level, String title, String portVariable) {
        this.level = level;
        this.title = title;
        this.portVariable = portVariable;
        this.service = null;
        this.module = "";
        this.heapMegabytes = 0;
    }

    Part(int level, Service service, String module, int heapMegabytes) {
        this.level = level;
        this.title = module;
        this.portVariable = service.portVariable();
        this.service = service;
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /** The part of a name such as {@code web}; empty for any other word. */
    public static Optional<Part> of(String name) {
        return Arrays.stream(values()).filter(part -> part.word().equals(name)).findFirst();
    }

    public static List<Part> inStartOrder() {
        return List.of(values());
    }

    public static List<Part> inStopOrder() {
        return inStartOrder().reversed();
    }

    /** The name used everywhere: commands, logs, pid files, JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public int level() {
        return level;
    }

    public String portVariable() {
        return portVariable;
    }

    /** The service behind the part; empty for the servers. */
    public Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    /** Whether it cannot start while the database is away. */
    boolean needsDatabase() {
        return service != null && service != Service.GATEWAY;
    }

    /** Folder of the service in the repository and in a release. */
    String module() {
        return module;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }
}
