package io.daybook.campaign.check.topic;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topic keeps each account's order. A relay that takes over begins again at its checkpoint, so an event may come again;
 * what counts is that none comes for the first time after one that is later in its account.
 */
public final class TopicOrdered implements Check {

    /** An account's events in one partition; the partition of a key changes when partitions are added. */
    private record Lane(int partition, String key) {}

    @Override
    public String promise() {
        return "an account's events come in their order the first time that they come";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        Map<Lane, Long> latest = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (TopicRecord published : evidence.topic()) {
            var lane = new Lane(published.partition(), published.key());
            long last = latest.getOrDefault(lane, 0L);
            if (seen.add(published.position()) && published.position() < last) {
                violations.add("%s comes after position %d".formatted(published, last));
            }
            latest.put(lane, Math.max(last, published.position()));
        }
        return violations;
    }
}
