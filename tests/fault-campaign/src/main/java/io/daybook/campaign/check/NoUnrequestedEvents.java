package io.daybook.campaign.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Nobody but the clients has written. */
final class NoUnrequestedEvents implements Check {

    @Override
    public String promise() {
        return "the log has nothing that nobody asked for";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Set<String> keys = Commands.of(evidence).all().stream()
                .map(fate -> fate.sent().key())
                .collect(Collectors.toSet());
        return evidence.log().stream()
                .filter(event -> !keys.contains(String.valueOf(event.reason())))
                .map(LogEvent::toString)
                .toList();
    }
}
