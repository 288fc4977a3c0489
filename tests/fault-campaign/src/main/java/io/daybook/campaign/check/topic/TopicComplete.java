package io.daybook.campaign.check.topic;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka has all of the log, and nothing else. */
public final class TopicComplete implements Check {

    @Override
    public String promise() {
        return "every event of the log is in the topic as it is in the log, and nothing else is";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        Map<Long, LogEvent> missing = new HashMap<>();
        Map<Long, LogEvent> log = new HashMap<>();
        evidence.log().forEach(event -> log.put(event.position(), event));
        missing.putAll(log);
        for (TopicRecord published : evidence.topic()) {
            LogEvent event = log.get(published.position());
            if (event == null || !isSame(event, published)) {
                violations.add("%s, where the log has %s".formatted(published, event));
            }
            missing.remove(published.position());
        }
        missing.values().forEach(event -> violations.add("never published: " + event));
        return violations;
    }

    private static boolean isSame(LogEvent event, TopicRecord published) {
        return published.key().equals(event.streamId().toString())
                && published.eventId().equals(event.eventId().toString())
                && published.payload().equals(event.payload());
    }
}
