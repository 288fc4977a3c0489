package io.daybook.campaign.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, wrong by as many seconds as a file says. */
public final class SkewedClock extends Clock {

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private static final Clock RIGHT = Clock.system(ZoneOffset.UTC);

    private static volatile Path file = Path.of("no-file");

    private final ZoneId zone;
    private volatile Skew skew = new Skew(Duration.ZERO, System.nanoTime() - LOOK_EVERY_NANOS);

    private record Skew(Duration by, long readAtNanos) {}

    private SkewedClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Names the file that all these clocks go by. */
    static void goBy(Path skews) {
        file = skews;
    }

    /** Stands in for {@link Clock#systemUTC}. */
    public static Clock systemUTC() {
        return new SkewedClock(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - skew.readAtNanos() >= LOOK_EVERY_NANOS) {
            skew = new Skew(read(), now);
        }
        return RIGHT.instant().plus(skew.by());
    }

    private static Duration read() {
        try {
            return Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SkewedClock(other);
    }
}
