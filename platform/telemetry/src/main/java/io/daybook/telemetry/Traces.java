package io.daybook.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries traces on to where no call leads: to another thread, through the log and Kafka, to another service. A trace
 * travels as a traceparent (W3C Trace Context), and only if it is sampled; all others cost a look and no more.
 */
public final class Traces {

    /** The name under which a traceparent travels, in headers and in an event's metadata. */
    public static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Snapshot of this thread's context, to be taken along to another. */
    public TraceContextSnapshot current() {
        return new TraceContextSnapshot(this, traceparent().orElse(null), MDC.getCopyOfContextMap());
    }

    /** The traceparent by which others go on from this thread's trace, if that is sampled. */
    public Optional<String> traceparent() {
        return traceparent(context());
    }

    /** The traceparent by which others go on from a span, if that is sampled. */
    public Optional<String> traceparent(Span span) {
        return traceparent(span.context());
    }

    /**
     * Begins work in that trace, on no thread in particular.
     *
     * @param traceparent the parent of the work
     */
    public Span begin(String traceparent, String name, Span.Kind kind) {
        return under(traceparent).name(name).kind(kind).start();
    }

    /**
     * Records work that is done already as a span in that trace.
     *
     * @param traceparent the parent of the work
     * @param done the work
     */
    public void recordSpan(String traceparent, Span.Kind kind, CompletedSpan done) {
        recordSpan(under(traceparent).kind(kind), done);
    }

    /** Records work within this service. */
    void recordSpan(String traceparent, CompletedSpan done) {
        recordSpan(under(traceparent), done);
    }

    private static void recordSpan(Span.Builder span, CompletedSpan done) {
        var wall = new WallClock();
        span.name(done.name()).startTimestamp(wall.epochMicros(done.startNanos()), WallClock.UNIT);
        done.tags().forEach(span::tag);
        span.start().end(wall.epochMicros(done.endNanos()), WallClock.UNIT);
    }

    /** This thread's trace, sampled or not. */
    @Nullable
    TraceContext context() {
        return tracer.currentTraceContext().context();
    }

    private Span.Builder under(String traceparent) {
        return propagator.extract(traceparent, (value, name) -> name.equals(TRACEPARENT) ? value : null);
    }

    private Optional<String> traceparent(@Nullable TraceContext context) {
        if (context == null || !Boolean.TRUE.equals(context.sampled())) {
            return Optional.empty();
        }
        var fields = new HashMap<String, String>();
        propagator.inject(context, fields, (into, name, value) -> fields.put(name, value));
        return Optional.ofNullable(fields.get(TRACEPARENT));
    }
}
