package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Nobody but the clients has written. */
public final class NoUnrequestedEvents implements Check {

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
