package io.daybook.projector.webhooks;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secret that a sender and a receiver share, so that the receiver can tell who has sent: the key of an HMAC, written as
 * {@code whsec_} and Base64.
 */
final class Secret {

    static final int BYTES_MIN = 24;
    static final int BYTES_MAX = 64;

    private static final String PREFIX = "whsec_";
    private static final int BYTES_GENERATED = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private Secret(byte[] key) {
        this.key = key;
    }

    /** A new one. */
    static Secret generate() {
        var key = new byte[BYTES_GENERATED];
        RANDOM.nextBytes(key);
        return new Secret(key);
    }

    /** One that was kept. */
    static Secret of(byte[] key) {
        return new Secret(key.clone());
    }

    /**
     * One that somebody has written down.
     *
     * @throws IllegalArgumentException if it is of another form; the message does not repeat it
     */
    static Secret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw malformed();
        }
        byte[] key = decoded(text.substring(PREFIX.length()));
        if (key.length < BYTES_MIN || key.length > BYTES_MAX) {
            throw malformed();
        }
        return new Secret(key);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "A secret is %s and %d to %d bytes in Base64.".formatted(PREFIX, BYTES_MIN, BYTES_MAX));
    }

    byte[] key() {
        return key.clone();
    }

    /** As it is given to the receiver; never to a log. */
    String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
