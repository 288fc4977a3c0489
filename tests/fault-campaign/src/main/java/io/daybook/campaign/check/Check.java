package io.daybook.campaign.check;

import java.util.List;

/** One promise, and whether a run has kept it. */
public interface Check {

    /** The promise, as a sentence. */
    String promise();

    /** Every place where it was broken, in words that help to find it. */
    List<String> violations(Evidence evidence);
}
