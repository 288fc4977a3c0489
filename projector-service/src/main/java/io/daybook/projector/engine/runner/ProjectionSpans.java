package io.daybook.projector.engine.runner;

import io.daybook.telemetry.CompletedSpan;
import io.daybook.telemetry.Traces;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The way into one view, in the traces of the commands that the events come from: one span for each traced event. */
final class ProjectionSpans {

    /** A view that catches up takes in thousands of events at once; some traces of them are enough. */
    private static final int BATCH_SPANS_MAX = 100;

    private final Traces traces;
    private final String view;

    ProjectionSpans(Traces traces, String view) {
        this.traces = traces;
        this.view = view;
    }

    /** Records the spans of a batch that is in the view. */
    void record(List<ConsumerRecord<String, byte[]>> records, long startNanos, long endNanos) {
        List<String> traceparents = records.stream()
                .map(ProjectionSpans::traceparent)
                .flatMap(Optional::stream)
                .limit(BATCH_SPANS_MAX)
                .toList();
        if (traceparents.isEmpty()) {
            return;
        }
        var tags = Map.of("view", view, "batch.events", Integer.toString(records.size()));
        var projected = new CompletedSpan("project " + view, startNanos, endNanos, tags);
        traceparents.forEach(traceparent -> traces.recordSpan(traceparent, Span.Kind.CONSUMER, projected));
    }

    private static Optional<String> traceparent(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(Traces.TRACEPARENT);
        return Optional.ofNullable(header)
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.US_ASCII));
    }
}
