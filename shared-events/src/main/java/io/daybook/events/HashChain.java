package io.daybook.events;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The chain that makes tampering with the log noticeable: every event's hash covers the hash before it, so an event that is
 * altered, removed, inserted or moved breaks every hash from there on.
 *
 * <p>{@code hash = SHA-256(previous hash ‖ event)}, where the event is written field by field in the order of
 * {@link RecordedEvent}, so that it can be computed in any language:
 *
 * <ul>
 *   <li>numbers as big-endian 64-bit integers; UUIDs as their 16 bytes, except the causation id, which is a text;
 *   <li>dates as days, instants as microseconds since 1970-01-01 (UTC);
 *   <li>texts as the length in bytes (a big-endian 32-bit integer) and the UTF-8 bytes; what is absent as length −1.
 * </ul>
 */
public final class HashChain {

    private static final int EVENT_BYTES_TYPICAL = 512;

    private HashChain() {}

    /** The hash that the event must have after an event with that hash. The event's own hash plays no part. */
    public static Hash next(Hash previous, RecordedEvent event) {
        MessageDigest digest = sha256();
        digest.update(previous.bytes());
        digest.update(bytes(event));
        return Hash.of(digest.digest());
    }

    /** The event as it is written for the hash, without any hash. */
    static byte[] bytes(RecordedEvent event) {
        var bytes = new ByteArrayOutputStream(EVENT_BYTES_TYPICAL);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(event.position());
            write(out, event.streamId());
            out.writeLong(event.streamVersion());
            write(out, event.eventId());
            write(out, event.type());
            out.writeLong(event.schemaVersion());
            write(out, event.payload());
            out.writeLong(event.effectiveDate().toEpochDay());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, event.recordedAt()));
            write(out, event.actor());
            write(out, event.reason());
            write(out, event.purpose());
            write(out, event.correlationId());
            UUID causationId = event.causationId();
            write(out, causationId == null ? null : causationId.toString());
            write(out, event.metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
