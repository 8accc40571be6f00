package dev.koda.platform.embedded.postgres;

import dev.koda.platform.embedded.process.ServerFiles;

/**
 * What server to run.
 *
 * @param files where its things lie; an existing data folder is used as it is
 * @param port on 127.0.0.1
 * @param user its superuser, made with the data folder
 * @param password of that user; the folder keeps the first one
 * @param database made when absent, owned by the user
 */
public record PostgresSpec(ServerFiles files, int port, String user, String password, String database) {

    @Override
    public String toString() {
        return "PostgresSpec[" + files.data() + ", port " + port + "]";
    }
}
