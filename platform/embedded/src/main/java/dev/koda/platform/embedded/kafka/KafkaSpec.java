package dev.koda.platform.embedded.kafka;

import dev.koda.platform.embedded.process.ServerFiles;

/**
 * What broker to run.
 *
 * @param files where its things lie; an existing data folder is used as it is
 * @param port of the client listener on 127.0.0.1; the controller's own port is chosen anew at each start
 * @param heapMegabytes 256 carries the embedded stack
 */
public record KafkaSpec(ServerFiles files, int port, int heapMegabytes) {

    public KafkaSpec(ServerFiles files, int port) {
        this(files, port, 256);
    }
}
