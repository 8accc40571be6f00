package dev.koda.provider.sealing;

/** The master key is missing, malformed or the wrong one. The message is one line for the operator, without a secret. */
public final class MasterKeyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String VARIABLE = "CONTROL_PLANE_MASTER_KEY_FILE: found: ";
    private static final String ACCEPTED = "; accepted: a file of 256-bit keys, one a line in base64, mode 0600; do: ";

    MasterKeyRefused(String found) {
        this(found, "put the file back from a backup, or on a first run mint one with `openssl rand -base64 32`");
    }

    MasterKeyRefused(String found, String action) {
        super(VARIABLE + found + ACCEPTED + action, null, false, false);
    }

    static MasterKeyRefused wrong(String neededId, String heldIds) {
        return new MasterKeyRefused(
                "key " + heldIds + ", but what is stored needs key " + neededId,
                "put the line of key " + neededId + " back into the file; backups of the keys folder hold it");
    }
}
