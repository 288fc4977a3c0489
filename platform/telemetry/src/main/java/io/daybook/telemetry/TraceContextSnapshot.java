package io.daybook.telemetry;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread is doing, as logs and traces name it. Another thread that does a part of it takes this along. */
public final class TraceContextSnapshot {

    private final Traces traces;
    private final @Nullable String traceparent;
    private final @Nullable Map<String, String> diagnostics;

    TraceContextSnapshot(Traces traces, @Nullable String traceparent, @Nullable Map<String, String> diagnostics) {
        this.traces = traces;
        this.traceparent = traceparent;
        this.diagnostics = diagnostics;
    }

    /** Tells of a part of it that is done already as a span of its trace, if that is sampled. */
    public void tell(CompletedSpan part) {
        if (traceparent != null) {
            traces.tell(traceparent, part);
        }
    }

    /** Runs something of which the log's lines are to name this work. */
    public void run(Runnable part) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        set(diagnostics);
        try {
            part.run();
        } finally {
            set(before);
        }
    }

    private static void set(@Nullable Map<String, String> diagnostics) {
        if (diagnostics == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(diagnostics);
        }
    }
}
