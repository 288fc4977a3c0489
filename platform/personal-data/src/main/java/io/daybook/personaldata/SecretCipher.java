package io.daybook.personaldata;

import io.daybook.personaldata.MasterKeys.Wrapped;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the short secrets of a service itself, such as those that it signs with: by the master key, without a key store in
 * between. Texts are {@code master:1:<master key>:<ciphertext>}. They are bound to their owner and mean nothing under another one.
 */
public final class SecretCipher {

    private static final String BEGINNING = "master:1:";

    private final MasterKeyFile masterKeys;

    SecretCipher(MasterKeyFile masterKeys) {
        this.masterKeys = masterKeys;
    }

    /**
     * Encrypts a secret.
     *
     * @param owner a name that is no other secret's
     */
    public String encrypt(String owner, byte[] secret) {
        Wrapped wrapped = masterKeys.wrap(owner, new SecretKeySpec(secret, "secret"));
        return BEGINNING
                + wrapped.masterKey()
                + ':'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped.bytes());
    }

    /**
     * The secret again.
     *
     * @throws KeysUnavailable if its master key is not in the file, or it is another owner's or was altered
     */
    public byte[] decrypt(String owner, String encrypted) {
        return masterKeys.unwrap(owner, wrapped(encrypted)).getEncoded();
    }

    /** Tells whether a secret is encrypted by the current master key. */
    public boolean isCurrent(String encrypted) {
        return wrapped(encrypted).masterKey().equals(masterKeys.current());
    }

    /** The name of a master key may hold a colon, Base64 does not. */
    private static Wrapped wrapped(String encrypted) {
        int end = encrypted.lastIndexOf(':');
        if (!encrypted.startsWith(BEGINNING) || end < BEGINNING.length()) {
            throw new KeysUnavailable("A text that should be an encrypted secret is none.");
        }
        try {
            return new Wrapped(
                    encrypted.substring(BEGINNING.length(), end),
                    Base64.getUrlDecoder().decode(encrypted.substring(end + 1)));
        } catch (IllegalArgumentException e) {
            throw new KeysUnavailable("A text that should be an encrypted secret was altered.", e);
        }
    }
}
