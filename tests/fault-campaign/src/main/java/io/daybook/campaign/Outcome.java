package io.daybook.campaign;

import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Tally;
import io.daybook.campaign.check.Violation;
import java.util.List;

/**
 * The outcome of a run.
 *
 * @param seed seed that it depended on
 * @param tally the run in figures
 * @param violations promises that were not kept
 */
record Outcome(long seed, Tally tally, List<Violation> violations) {

    static Outcome of(long seed, Evidence evidence, List<Violation> violations) {
        return new Outcome(seed, Tally.of(evidence), List.copyOf(violations));
    }
}
