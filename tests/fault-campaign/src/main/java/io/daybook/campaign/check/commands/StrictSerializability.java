package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log's order is one that clients cannot tell from doing one command at a time (strict serializability). */
public final class StrictSerializability implements Check {

    @Override
    public String promise() {
        return "what was sent after an acknowledgement stands behind it in the log";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, Long> positions = new HashMap<>();
        evidence.log().forEach(event -> positions.putIfAbsent(String.valueOf(event.reason()), event.position()));
        var violations = new ArrayList<String>();
        long acknowledged = 0;
        for (Line line : evidence.history()) {
            if (line instanceof Answered answer && answer.isAcknowledged()) {
                acknowledged = Math.max(acknowledged, answer.position());
            } else if (line instanceof Sent sent) {
                long position = positions.getOrDefault(sent.key(), Long.MAX_VALUE);
                if (position <= acknowledged) {
                    violations.add("%s stands at position %d, although %d had been acknowledged before it was sent"
                            .formatted(sent, position, acknowledged));
                }
            }
        }
        return violations;
    }
}
