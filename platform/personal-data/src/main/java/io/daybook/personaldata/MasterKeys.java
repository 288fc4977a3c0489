package io.daybook.personaldata;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap all others, as lines of a {@link KeyFile} that the key store's database knows nothing of. The first wraps
 * what is made from now on; the others still unwrap what they wrapped. {@link MasterKeyFile} has those of the file as it is.
 */
final class MasterKeys {

    private static final int KEY_BYTES = KeyFile.KEY_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, AesGcmJce> byName;
    private final String current;

    private MasterKeys(Map<String, AesGcmJce> byName) {
        this.byName = byName;
        this.current = byName.keySet().iterator().next();
    }

    /**
     * The keys on these lines.
     *
     * @throws IllegalStateException if a line is none, or there is none; the message says what to do
     */
    static MasterKeys of(List<String> lines) {
        var byName = new LinkedHashMap<String, AesGcmJce>();
        KeyFile.keys(lines).forEach((name, key) -> byName.put(name, cipher(key)));
        return new MasterKeys(byName);
    }

    private static AesGcmJce cipher(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Name of the key that wraps what is made from now on. */
    String current() {
        return current;
    }

    /** The names of all keys, the current one first. */
    Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** 256 bits that nobody knows. */
    static SecretKey newSecret() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }

    /**
     * A key, wrapped.
     *
     * @param masterKey the name of the key that wraps it
     * @param bytes its ciphertext
     */
    @SuppressWarnings("ArrayRecordComponent") // Only ever on its way to or from a column.
    record Wrapped(String masterKey, byte[] bytes) {}

    /** Wraps a key, bound to its name: under another name it does not unwrap. */
    Wrapped wrap(String name, SecretKey secret) {
        try {
            AesGcmJce cipher = byName.get(current);
            if (cipher == null) {
                throw new IllegalStateException("The current key is one of them.");
            }
            return new Wrapped(current, cipher.encrypt(secret.getEncoded(), bytes(name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The key again.
     *
     * @throws KeysUnavailable if its master key is not in the file, or is another one
     */
    SecretKey unwrap(String name, Wrapped wrapped) {
        AesGcmJce cipher = byName.get(wrapped.masterKey());
        if (cipher == null) {
            throw new KeysUnavailable(missing(wrapped.masterKey()));
        }
        try {
            return new SecretKeySpec(cipher.decrypt(wrapped.bytes(), bytes(name)), "AES");
        } catch (GeneralSecurityException e) {
            throw new KeysUnavailable(
                    "Key %s was not wrapped by the master key '%s' that is in the file, or was altered."
                            .formatted(name, wrapped.masterKey()),
                    e);
        }
    }

    /** Text that says what to do about a master key that is needed and is not there. */
    static String missing(String name) {
        return "The master key '%s' is not in the file of master keys; add it, below the current one.".formatted(name);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
