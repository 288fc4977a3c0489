package io.daybook.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest of the log's chain: 32 bytes, written as 64 hexadecimal digits. */
public final class Hash {

    private static final int LENGTH_BYTES = 32;

    /** Hash that the first event of a log is chained to: 32 zero bytes. */
    public static final Hash NONE = new Hash(new byte[LENGTH_BYTES]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        if (bytes.length != LENGTH_BYTES) {
            throw new IllegalArgumentException("A hash has %d bytes, not %d.".formatted(LENGTH_BYTES, bytes.length));
        }
        this.bytes = bytes;
    }

    /** The digest that these bytes are. They are copied. */
    public static Hash of(byte[] bytes) {
        return new Hash(bytes.clone());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if that is not 64 hexadecimal digits
     */
    @JsonCreator
    public static Hash parse(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @JsonValue
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
