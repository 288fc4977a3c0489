package io.daybook.acceptance;

import io.daybook.localstack.Folders;
import io.daybook.testsupport.TraceReceiver;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;

/**
 * The suites that classes share which break and reconfigure nothing: each class works on accounts of its own. A suite is
 * started for the first class that asks for it, and ends when another one is asked for or the tests' process ends. The
 * classes' order keeps those of one suite together.
 */
final class SharedDemos {

    /** The order of a class that uses {@link #plain()}: after those that have suites of their own. */
    static final int ON_PLAIN = Order.DEFAULT + 1;

    /** The order of a class that leaves so much in {@link #plain()} that the others would take longer after it. */
    static final int LAST_ON_PLAIN = ON_PLAIN + 1;

    /** The order of a class that uses {@link #sample()}. */
    static final int ON_SAMPLE = LAST_ON_PLAIN + 1;

    /** The order of a class that leaves so much in {@link #sample()} that the others would take longer after it. */
    static final int LAST_ON_SAMPLE = ON_SAMPLE + 1;

    private static final Shared SHARED = new Shared();

    private SharedDemos() {}

    /** A suite without data, which sends traces to {@link #traces()} and asks for a second person above 4,000 euros. */
    static RunningDemo plain() {
        return SHARED.demo(Kind.PLAIN);
    }

    /** The receiver of the traces of {@link #plain()}, of which only those are recorded that a request asks for. */
    static TraceReceiver traces() {
        return Traces.RECEIVER;
    }

    /** A suite with the sample data. */
    static RunningDemo sample() {
        return SHARED.demo(Kind.SAMPLE);
    }

    private static final class Traces {
        static final TraceReceiver RECEIVER = new TraceReceiver();
    }

    private enum Kind {
        PLAIN {
            @Override
            RunningDemo start(Path data) {
                return RunningDemo.on(
                        data,
                        Map.of(
                                "DAYBOOK_FOUREYES_THRESHOLDS_EUR",
                                "4000.00",
                                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                                traces().endpoint(),
                                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY",
                                "200ms",
                                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY",
                                "0"));
            }
        },
        SAMPLE {
            @Override
            RunningDemo start(Path data) {
                return RunningDemo.on(data, "--sample");
            }
        };

        abstract RunningDemo start(Path data);
    }

    /** The suite that runs now, if one does. */
    private static final class Shared {

        private @Nullable Running running;

        private record Running(Kind kind, RunningDemo demo, Path data) {}

        Shared() {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        }

        synchronized RunningDemo demo(Kind kind) {
            Running now = running;
            if (now == null || now.kind() != kind) {
                close();
                Path data = Folders.temporary("daybook-demo");
                now = new Running(kind, kind.start(data), data);
                running = now;
            }
            return now.demo();
        }

        private synchronized void close() {
            Running last = running;
            if (last != null) {
                running = null;
                last.demo().close();
                Folders.delete(last.data());
            }
        }
    }
}
