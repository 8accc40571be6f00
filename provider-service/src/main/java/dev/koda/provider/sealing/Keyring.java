package dev.koda.provider.sealing;

import java.io.IOException;
import java.util.List;

import jakarta.inject.Singleton;

import dev.koda.platform.boot.SecretsConfig;

/** Holds the master keys of this process, read from their file at boot and again after a rotation. */
@Singleton
public class Keyring {

    private final MasterKeyFile file;
    private volatile Sealer sealer;

    Keyring(SecretsConfig secrets) {
        this.file = new MasterKeyFile(secrets.masterKeyFile());
        this.sealer = new Sealer(file.read());
    }

    /** Seals and opens with the keys as they stand now. */
    public Sealer sealer() {
        return sealer;
    }

    /** Whether others than the owner may read the file. */
    public boolean openToOthers() {
        return file.openToOthers();
    }

    /** Reads the file again. Blocking. */
    public Sealer reload() {
        sealer = new Sealer(file.read());
        return sealer;
    }

    /** Mints a key, appends it and seals with it from now on. Blocking; the file must be writable. */
    void mint() throws IOException {
        file.append(new AesGcm().randomBytes(MasterKey.BYTES));
        reload();
    }

    /** How many keys the file holds. */
    int size() {
        List<MasterKey> keys = file.read();
        return keys.size();
    }
}
