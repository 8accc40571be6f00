package dev.koda.provider.sealing;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Seals credentials in envelopes: each value under a data key of its own, each data key wrapped by the master key, the
 * master key's id in the text. A value is bound to its place, so that a row copied elsewhere does not open.
 *
 * <p>Safe for use by several threads. Takes microseconds; it does no I/O.
 */
public final class Sealer {

    private final AesGcm aes = new AesGcm();
    private final List<MasterKey> keys;

    Sealer(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Id of the key that seals. */
    public String currentKeyId() {
        return keys.getLast().id();
    }

    /** Seals a value for a place such as {@code connection/openai/credential}. */
    public String seal(String plain, String place) {
        byte[] dataKey = aes.randomBytes(MasterKey.BYTES);
        byte[] bound = place.getBytes(UTF_8);
        MasterKey current = keys.getLast();
        byte[] wrapped = aes.seal(current.key(), dataKey, bound);
        byte[] ciphertext = aes.seal(new SecretKeySpec(dataKey, "AES"), plain.getBytes(UTF_8), bound);
        return new Sealed(current.id(), wrapped, ciphertext).text();
    }

    /** Opens a value sealed for that place; the wrong key or a touched text is {@link MasterKeyRefused}. */
    public String open(String sealed, String place) {
        Sealed parsed = Sealed.parse(sealed);
        byte[] bound = place.getBytes(UTF_8);
        try {
            byte[] dataKey = aes.open(required(parsed.keyId()).key(), parsed.wrappedKey(), bound);
            return new String(aes.open(new SecretKeySpec(dataKey, "AES"), parsed.ciphertext(), bound), UTF_8);
        } catch (GeneralSecurityException touched) {
            throw new MasterKeyRefused(
                    "a stored value that was changed or moved (" + place + ")", "restore the database");
        }
    }

    /** The same value with its data key wrapped by the current master key; empty when it is already. */
    public Optional<String> rewrap(String sealed, String place) {
        Sealed parsed = Sealed.parse(sealed);
        MasterKey current = keys.getLast();
        if (current.id().equals(parsed.keyId())) {
            return Optional.empty();
        }
        byte[] bound = place.getBytes(UTF_8);
        try {
            byte[] dataKey = aes.open(required(parsed.keyId()).key(), parsed.wrappedKey(), bound);
            return Optional.of(
                    new Sealed(current.id(), aes.seal(current.key(), dataKey, bound), parsed.ciphertext()).text());
        } catch (GeneralSecurityException touched) {
            throw new MasterKeyRefused(
                    "a stored value that was changed or moved (" + place + ")", "restore the database");
        }
    }

    /** Fails unless a value under that key id could be opened. */
    MasterKey required(String keyId) {
        return keys.stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow(() -> MasterKeyRefused.wrong(keyId, heldIds()));
    }

    private String heldIds() {
        return String.join(" and ", keys.stream().map(MasterKey::id).toList());
    }
}
