package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** Clocks may be wrong; the log is not confused by them. */
public final class MonotonicRecordedTime implements Check {

    @Override
    public String promise() {
        return "no event is recorded earlier than the one before it";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        List<LogEvent> log = evidence.log();
        for (int i = 1; i < log.size(); i++) {
            if (log.get(i).recordedAt().isBefore(log.get(i - 1).recordedAt())) {
                violations.add("position %d was recorded at %s, the one before it at %s"
                        .formatted(
                                log.get(i).position(),
                                log.get(i).recordedAt(),
                                log.get(i - 1).recordedAt()));
            }
        }
        return violations;
    }
}
