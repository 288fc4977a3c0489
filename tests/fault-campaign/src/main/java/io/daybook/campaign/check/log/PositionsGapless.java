package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** The log counts its events. */
public final class PositionsGapless implements Check {

    @Override
    public String promise() {
        return "the log's positions are 1, 2, 3 and so on, up to its head";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        long expected = 0;
        for (LogEvent event : evidence.log()) {
            expected++;
            if (event.position() != expected) {
                violations.add("position %d stands where %d should".formatted(event.position(), expected));
                expected = event.position();
            }
        }
        if (evidence.head().position() != expected) {
            violations.add("the head is at %d, the last event at %d"
                    .formatted(evidence.head().position(), expected));
        }
        return violations;
    }
}
