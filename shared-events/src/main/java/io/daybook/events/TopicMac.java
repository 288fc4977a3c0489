package io.daybook.events;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The message authentication code (MAC) on a record of the topic, by which readers know that the relay has published it: whoever
 * can write to the topic, but has no key, cannot make one.
 *
 * <p>{@code HMAC-SHA-256(key, event ‖ hash ‖ topic ‖ key id ‖ range)}, where the event is written as for the
 * {@link HashChain}, the hash as its 32 bytes, and texts as there. So the MAC is of no use for another event, another topic or
 * another key. The header {@value #HEADER} has {@code <key id>:<range>:<MAC in Base64>}, the range as in {@link MacRange}.
 */
public final class TopicMac {

    /** The header of the MAC. */
    public static final String HEADER = "daybook-mac";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]+");

    private final Map<String, Key> keys;
    private final Key signing;

    /**
     * MACs for records of that topic.
     *
     * @param keys the keys by their ids, at least one: the first signs, all are believed
     */
    public TopicMac(String topic, Map<String, byte[]> keys) {
        var byId = new LinkedHashMap<String, Key>();
        keys.forEach((id, bytes) -> {
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "A key of the topic is named by letters, digits, dots, hyphens and underscores, not: " + id);
            }
            byId.put(id, new Key(id, new SecretKeySpec(bytes, ALGORITHM), texts(topic, id)));
        });
        this.keys = byId;
        this.signing = byId.values().iterator().next();
    }

    /**
     * A key.
     *
     * @param id its id
     * @param secret the key itself
     * @param bound the bytes that bind a MAC to the topic and the key
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Key(String id, SecretKey secret, byte[] bound) {}

    /** Result of looking at a record's MAC. */
    public enum Finding {
        /** It is the relay's. */
        VALID,
        /** The record has none. */
        ABSENT,
        /** It was made with a key that is not known here. */
        UNKNOWN_KEY,
        /** It is not that of this record, or the record is no event. */
        WRONG
    }

    /**
     * The header's value for an event.
     *
     * @param range the part of the topic that has MACs, with this record
     */
    public String sign(RecordedEvent event, MacRange range) {
        String text = range.toString();
        byte[] mac = hmac(signing, event, text);
        return signing.id() + ":" + text + ":" + Base64.getEncoder().encodeToString(mac);
    }

    /**
     * Looks at the MAC of a record.
     *
     * @param event the event in it; null if it cannot be read
     * @param header the header's value; null if it is absent
     */
    public Finding check(@Nullable RecordedEvent event, @Nullable String header) {
        if (header == null) {
            return Finding.ABSENT;
        }
        Optional<Parts> parts = Parts.of(header);
        if (event == null || parts.isEmpty()) {
            return Finding.WRONG;
        }
        Key key = keys.get(parts.get().keyId());
        if (key == null) {
            return Finding.UNKNOWN_KEY;
        }
        byte[] right = hmac(key, event, parts.get().range());
        return MessageDigest.isEqual(right, parts.get().mac()) ? Finding.VALID : Finding.WRONG;
    }

    /** The part of the topic that has MACs, by a header that was found valid. */
    public static MacRange range(String validHeader) {
        return MacRange.parse(Parts.of(validHeader).orElseThrow().range());
    }

    /** The id of the key that signs. */
    public String keyId() {
        return signing.id();
    }

    /** Tells whether all these keys are known. */
    public boolean knows(Collection<String> keyIds) {
        return keys.keySet().containsAll(keyIds);
    }

    /** A header's value, taken apart. */
    @SuppressWarnings("ArrayRecordComponent") // Compared in constant time, and only there.
    private record Parts(String keyId, String range, byte[] mac) {

        static Optional<Parts> of(String header) {
            int last = header.lastIndexOf(':');
            int middle = header.lastIndexOf(':', last - 1);
            if (middle < 0) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Parts(
                        header.substring(0, middle),
                        header.substring(middle + 1, last),
                        Base64.getDecoder().decode(header.substring(last + 1))));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private static byte[] hmac(Key key, RecordedEvent event, String range) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            mac.update(HashChain.bytes(event));
            mac.update(event.hash().bytes());
            mac.update(key.bound());
            mac.update(texts(range));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has %s.".formatted(ALGORITHM), e);
        }
    }

    private static byte[] texts(String... texts) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (String text : texts) {
                HashChain.write(out, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
