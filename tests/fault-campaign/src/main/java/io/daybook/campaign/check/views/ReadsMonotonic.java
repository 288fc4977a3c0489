package io.daybook.campaign.check.views;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Line.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Nobody sees time run back, whichever query-service answers. */
public final class ReadsMonotonic implements Check {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** One client's view of one account. */
    private record Sight(int session, UUID account) {}

    @Override
    public String promise() {
        return "whoever has seen a version of an account is never shown an older one";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        Map<Sight, Read> seen = new HashMap<>();
        for (Line line : evidence.history()) {
            if (line instanceof Read read && (read.status() == OK || read.status() == NOT_FOUND)) {
                Read before = seen.put(new Sight(read.session(), read.account()), read);
                if (before != null && read.version() < before.version()) {
                    violations.add("%s after %s".formatted(read, before));
                }
            }
        }
        return violations;
    }
}
