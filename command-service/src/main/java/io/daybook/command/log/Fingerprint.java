package io.daybook.command.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A SHA-256 digest of a request: equal if the requests ask for the same. */
public final class Fingerprint {

    private final byte[] bytes;

    private Fingerprint(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Digests the parts of a request. Parts do not run into one another: "a", "bc" differs from "ab", "c". */
    public static Fingerprint of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update((byte) (part.length >>> 24));
                digest.update((byte) (part.length >>> 16));
                digest.update((byte) (part.length >>> 8));
                digest.update((byte) part.length);
                digest.update(part);
            }
            return new Fingerprint(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** A digest that was taken before. */
    public static Fingerprint stored(byte[] bytes) {
        return new Fingerprint(bytes);
    }

    /** The digest itself. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && Arrays.equals(bytes, fingerprint.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
