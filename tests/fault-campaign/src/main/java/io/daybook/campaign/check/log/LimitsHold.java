package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.views.ExpectedAccounts;
import java.util.ArrayList;
import java.util.List;

/** The bank's rule: what is available is the balance, less what is held, plus the overdraft limit, and never below zero. */
public final class LimitsHold implements Check {

    @Override
    public String promise() {
        return "at no position is more spent or held than is available";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        ExpectedAccounts.of(evidence.log(), (event, book, change) -> {
            boolean takes = change.signum() < 0 || event.type().equals("FundsHeld");
            if (takes && book.balance().subtract(book.held()).add(book.limit()).signum() < 0) {
                violations.add("after position %d account %s has %s, of which %s is held, with a limit of %s"
                        .formatted(event.position(), book.account(), book.balance(), book.held(), book.limit()));
            }
        });
        return violations;
    }
}
