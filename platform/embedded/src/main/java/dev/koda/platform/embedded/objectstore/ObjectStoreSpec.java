package dev.koda.platform.embedded.objectstore;

import dev.koda.platform.embedded.process.ServerFiles;

/**
 * What object store to run.
 *
 * @param files where its things lie; an existing data folder is used as it is
 * @param port on 127.0.0.1
 * @param accessKey the one access key it knows
 * @param secretKey its secret, for SigV4 signatures
 */
public record ObjectStoreSpec(ServerFiles files, int port, String accessKey, String secretKey) {

    @Override
    public String toString() {
        return "ObjectStoreSpec[" + files.data() + ", port " + port + "]";
    }
}
