package io.daybook.campaign.check.views;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Table;
import java.util.ArrayList;
import java.util.List;

/** Nothing is lost, doubled or out of order on the way from the log into the views. */
public final class ViewsEqualLog implements Check {

    @Override
    public String promise() {
        return "every view equals a fold of the log, row by row";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        for (Table expected : ExpectedTables.of(evidence.log())) {
            Table found = evidence.views().get(expected.name());
            if (found != null) {
                found.differences(expected)
                        .forEach(difference -> violations.add("%s: %s".formatted(expected.name(), difference)));
            }
        }
        return violations;
    }
}
