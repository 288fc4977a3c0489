package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.Sums.Add;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** What a log does, one command at a time. */
final class SumModel {

    private static final int STREAMS = 3;
    private static final int KEYS = 4;

    /** Adds so many cents to a stream's sum, which must not fall below zero; under a key, or under none. */
    record Wish(int stream, int cents, int key) {

        boolean hasKey() {
            return key < KEYS;
        }
    }

    /** What matters of an outcome. */
    record Told(boolean isDone, String why, long version, long position) {

        static Told of(Outcome outcome) {
            return switch (outcome) {
                case Appended appended -> new Told(true, "", appended.version(), appended.position());
                case Refused refused -> new Told(false, refused.refusal().code(), 0, 0);
                case Outcome.Failed failed -> new Told(false, failed.code(), 0, 0);
            };
        }
    }

    /** An event of the log: how much it adds, and where it stands. */
    record Recorded(UUID stream, long version, long position, int cents) {}

    private final List<UUID> streams =
            Stream.generate(UUID::randomUUID).limit(STREAMS).toList();
    private final String keys = UUID.randomUUID().toString();
    private final Map<Integer, Integer> sums = new HashMap<>();
    private final Map<Integer, Long> versions = new HashMap<>();
    private final Map<Integer, Wish> asked = new HashMap<>();
    private final Map<Integer, Told> told = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private long position;

    SumModel(long position) {
        this.position = position;
    }

    List<UUID> streams() {
        return streams;
    }

    /** The position of the last event. */
    long position() {
        return position;
    }

    /** The events, in order. */
    List<Recorded> recorded() {
        return recorded;
    }

    CommandEnvelope envelope(Wish wish) {
        return new CommandEnvelope(
                new Add(streams.get(wish.stream()), wish.cents()),
                UUID.randomUUID(),
                new Origin("somebody", null, null, null),
                idempotency(wish),
                OptionalLong.empty());
    }

    private @Nullable Idempotency idempotency(Wish wish) {
        String request = "%d %d".formatted(wish.stream(), wish.cents());
        return wish.hasKey()
                ? new Idempotency(
                        keys + wish.key(), Fingerprint.of(request.getBytes(StandardCharsets.UTF_8)), true, null)
                : null;
    }

    List<Told> carryOut(List<Wish> wishes) {
        return wishes.stream().map(this::carryOut).toList();
    }

    private Told carryOut(Wish wish) {
        if (!wish.hasKey()) {
            return anew(wish);
        }
        Wish before = asked.putIfAbsent(wish.key(), wish);
        if (before == null) {
            return told.merge(wish.key(), anew(wish), (same, other) -> other);
        }
        return before.equals(wish) ? told.getOrDefault(wish.key(), none()) : none();
    }

    private static Told none() {
        return new Told(false, Refusal.keyReused().code(), 0, 0);
    }

    private Told anew(Wish wish) {
        int sum = sums.getOrDefault(wish.stream(), 0) + wish.cents();
        if (sum < 0) {
            return new Told(false, Sums.BELOW_ZERO.code(), 0, 0);
        }
        sums.put(wish.stream(), sum);
        long version = versions.merge(wish.stream(), 1L, Long::sum);
        position++;
        recorded.add(new Recorded(streams.get(wish.stream()), version, position, wish.cents()));
        return new Told(true, "", version, position);
    }

    /** Commands with few streams and few keys, so that they meet. */
    static Arbitrary<Wish> wishes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, STREAMS - 1),
                        Arbitraries.integers().between(-30, 30).filter(cents -> cents != 0),
                        Arbitraries.integers().between(0, 2 * KEYS))
                .as(Wish::new);
    }
}
