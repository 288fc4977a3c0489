package io.daybook.command.log;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import java.util.List;
import java.util.Optional;

/** The domains whose streams stand in the log, as one: each stream is of the domain that knows its first event. */
final class StreamTypes implements StreamType {

    private final List<StreamType> domains;

    StreamTypes(List<StreamType> domains) {
        this.domains = List.copyOf(domains);
    }

    @Override
    public boolean isBegunBy(AppliedEvent first) {
        return domains.stream().anyMatch(domain -> domain.isBegunBy(first));
    }

    @Override
    public StreamState begin(AppliedEvent first) {
        return domains.stream()
                .filter(domain -> domain.isBegunBy(first))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No stream begins with a %s.".formatted(first.event().getClass())))
                .begin(first);
    }

    @Override
    public Optional<Snapshot> snapshot(StreamState state) {
        return domains.stream()
                .flatMap(domain -> domain.snapshot(state).stream())
                .findFirst();
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return domains.stream()
                .flatMap(domain -> domain.restore(snapshot).stream())
                .findFirst();
    }
}
