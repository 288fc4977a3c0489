package io.daybook.telemetry;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Snapshot of a thread's trace and log context. Another thread that does a part of its work takes this along. */
public final class TraceContextSnapshot {

    private final Traces traces;
    private final @Nullable String traceparent;
    private final @Nullable Map<String, String> diagnostics;

    TraceContextSnapshot(Traces traces, @Nullable String traceparent, @Nullable Map<String, String> diagnostics) {
        this.traces = traces;
        this.traceparent = traceparent;
        this.diagnostics = diagnostics;
    }

    /** Records a part of the work that is done already as a span of its trace, if that is sampled. */
    public void recordSpan(CompletedSpan part) {
        if (traceparent != null) {
            traces.recordSpan(traceparent, part);
        }
    }

    /** Runs a part of the work with its log context. */
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
