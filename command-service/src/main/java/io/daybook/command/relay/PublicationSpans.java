package io.daybook.command.relay;

import io.daybook.events.RecordedEvent;
import io.daybook.events.TraceMetadata;
import io.daybook.telemetry.Traces;
import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The publication of one batch, in the traces of the commands that its events come from: one span for each traced event. */
final class PublicationSpans {

    private final Traces traces;
    private final String topic;
    private final List<Span> spans = new ArrayList<>();

    PublicationSpans(Traces traces, String topic) {
        this.traces = traces;
        this.topic = topic;
    }

    /** Begins an event's span, if its command is traced; the traceparent by which consumers go on from there. */
    Optional<String> begin(RecordedEvent event) {
        return TraceMetadata.traceparent(event.metadata()).map(traceparent -> begin(event, traceparent));
    }

    private String begin(RecordedEvent event, String traceparent) {
        Span span = traces.begin(traceparent, "publish", Span.Kind.PRODUCER)
                .tag("messaging.system", "kafka")
                .tag("messaging.destination.name", topic)
                .tag("event.position", event.position());
        spans.add(span);
        // An instance that exports no spans still passes on what another began.
        return traces.traceparent(span).orElse(traceparent);
    }

    /** Ends all spans: Kafka has confirmed the batch, or it has failed. */
    void end() {
        spans.forEach(Span::end);
    }
}
