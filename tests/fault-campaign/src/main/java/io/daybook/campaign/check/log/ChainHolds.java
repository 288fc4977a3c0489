package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The chain of hashes, computed anew by the rule in docs/tamper-evidence.md. */
public final class ChainHolds implements Check {

    private static final String BEFORE_FIRST = "00".repeat(32);

    @Override
    public String promise() {
        return "every event's hash covers it and the hash before it, up to the log's head";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        String previous = BEFORE_FIRST;
        for (LogEvent event : evidence.log()) {
            String expected = hash(previous, event);
            if (!event.hash().equals(expected)) {
                violations.add(
                        "position %d has hash %s, should have %s".formatted(event.position(), event.hash(), expected));
            }
            previous = event.hash();
        }
        if (!evidence.head().hash().equals(previous)) {
            violations.add("the head has hash %s, the last event %s"
                    .formatted(evidence.head().hash(), previous));
        }
        return violations;
    }

    /** The hash, in hexadecimal, that an event must have after one with that hash. */
    public static String hash(String previous, LogEvent event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(digest.digest(bytes(event)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static byte[] bytes(LogEvent event) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(event.position());
            id(out, event.streamId());
            out.writeLong(event.streamVersion());
            id(out, event.eventId());
            text(out, event.type());
            out.writeLong(event.schemaVersion());
            text(out, event.payload());
            out.writeLong(event.effectiveDate().toEpochDay());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, event.recordedAt()));
            text(out, event.actor());
            text(out, event.reason());
            text(out, event.purpose());
            id(out, event.correlationId());
            text(out, event.causationId() == null ? null : event.causationId().toString());
            text(out, event.metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void id(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }
}
