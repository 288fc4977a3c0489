package io.daybook.campaign.check;

import io.daybook.campaign.check.commands.AcknowledgedOnce;
import io.daybook.campaign.check.commands.IdempotentResponses;
import io.daybook.campaign.check.commands.NoRefusedCommandInLog;
import io.daybook.campaign.check.commands.NoUnrequestedEvents;
import io.daybook.campaign.check.commands.StrictSerializability;
import io.daybook.campaign.check.log.ChainHolds;
import io.daybook.campaign.check.log.LimitsHold;
import io.daybook.campaign.check.log.MoneyConserved;
import io.daybook.campaign.check.log.MonotonicRecordedTime;
import io.daybook.campaign.check.log.PositionsGapless;
import io.daybook.campaign.check.log.VersionsGapless;
import io.daybook.campaign.check.topic.TopicComplete;
import io.daybook.campaign.check.topic.TopicOrdered;
import io.daybook.campaign.check.views.ReadsFresh;
import io.daybook.campaign.check.views.ReadsMatchLog;
import io.daybook.campaign.check.views.ReadsMonotonic;
import io.daybook.campaign.check.views.ViewsEqualLog;
import java.util.List;
import java.util.stream.Stream;

/** Holds a run against all promises. */
public final class Checker {

    private static final List<Check> CHECKS = List.of(
            new AcknowledgedOnce(),
            new NoRefusedCommandInLog(),
            new IdempotentResponses(),
            new NoUnrequestedEvents(),
            new StrictSerializability(),
            new PositionsGapless(),
            new VersionsGapless(),
            new MonotonicRecordedTime(),
            new ChainHolds(),
            new LimitsHold(),
            new MoneyConserved(),
            new ReadsFresh(),
            new ReadsMonotonic(),
            new ReadsMatchLog(),
            new TopicComplete(),
            new TopicOrdered(),
            new ViewsEqualLog());

    private Checker() {}

    /** Promises that are checked. */
    public static List<String> promises() {
        return CHECKS.stream().map(Check::promise).toList();
    }

    /** Every violation of every promise. */
    public static List<Violation> check(Evidence evidence) {
        return CHECKS.stream().flatMap(check -> violations(check, evidence)).toList();
    }

    private static Stream<Violation> violations(Check check, Evidence evidence) {
        return check.violations(evidence).stream().map(detail -> new Violation(check.promise(), detail));
    }
}
