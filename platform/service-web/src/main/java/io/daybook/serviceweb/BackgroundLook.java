package io.daybook.serviceweb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory what a thread of its own sees when it looks every so often: however many ask, the thing looked at is not
 * burdened by more than one. What was seen too long ago is no answer, as the thread then hangs where it looks.
 *
 * @param <T> what is seen
 */
public final class BackgroundLook<T> extends BackgroundLoop {

    /** The time between two looks. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    /** The age from which what was seen counts no more. */
    public static final Duration AGE_MAX = Duration.ofSeconds(10);

    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(1);

    private final Supplier<T> look;
    private final LongSupplier nanoTime;
    private volatile @Nullable Seen<T> latest;

    private record Seen<T>(T what, long nanos) {}

    /**
     * A thread that looks.
     *
     * @param name the thread's name
     * @param look tells what is seen, and does not throw
     */
    public BackgroundLook(String name, Supplier<T> look) {
        this(name, look, System::nanoTime);
    }

    BackgroundLook(String name, Supplier<T> look, LongSupplier nanoTime) {
        super(name, PAUSE, STOP_WAIT_MAX);
        this.look = look;
        this.nanoTime = nanoTime;
    }

    @Override
    protected void round() {
        // The time before the look: what it waits for may change while it waits.
        long began = nanoTime.getAsLong();
        latest = new Seen<>(look.get(), began);
    }

    /** Result that was seen last; nothing before the first look, and when the last one is too old. */
    public Optional<T> latest() {
        Seen<T> seen = latest;
        return seen == null || nanoTime.getAsLong() - seen.nanos() > AGE_MAX.toNanos()
                ? Optional.empty()
                : Optional.of(seen.what());
    }
}
