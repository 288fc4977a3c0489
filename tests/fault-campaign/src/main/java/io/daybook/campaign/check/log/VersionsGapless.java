package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Each stream counts its events. */
public final class VersionsGapless implements Check {

    @Override
    public String promise() {
        return "every stream's versions are 1, 2, 3 and so on, in the order of the log";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        Map<UUID, Long> versions = new HashMap<>();
        for (LogEvent event : evidence.log()) {
            long expected = versions.getOrDefault(event.streamId(), 0L) + 1;
            if (event.streamVersion() != expected) {
                violations.add("stream %s has version %d at position %d, where %d should be"
                        .formatted(event.streamId(), event.streamVersion(), event.position(), expected));
            }
            versions.put(event.streamId(), event.streamVersion());
        }
        return violations;
    }
}
