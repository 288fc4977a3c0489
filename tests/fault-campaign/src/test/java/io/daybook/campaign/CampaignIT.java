package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.check.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaign's short form; the long one is {@code tests/fault-campaign/run}. */
class CampaignIT {

    static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    /** Stay, so that a violation can be explained. */
    static final Path LOGS = Path.of("target").toAbsolutePath();

    private static final long SEED = 20260131;
    private static final Duration SETTLING_MAX = Duration.ofMinutes(2);
    private static final Duration DURATION = Duration.ofSeconds(60);

    @Test
    void keeps_every_promise_while_anything_is_killed_held_up_cut_off_and_filled(@TempDir Path temp) throws Exception {
        var setup = new Deployment.Setup(CHECKOUT, LOGS, Topology.SHORT, Map.of(), true, true);
        try (Deployment deployment = Deployment.start(setup)) {
            Plan plan = Plan.of(SEED, DURATION, Faults.of(deployment));

            Outcome outcome = new Campaign(
                            deployment,
                            SEED,
                            plan,
                            temp.resolve("history.jsonl"),
                            Settling.ofViews(deployment, SETTLING_MAX))
                    .run();

            Tally tally = outcome.tally();
            assertThat(outcome.violations()).as("with seed %d: %s", SEED, tally).isEmpty();
            assertThat(tally.unknown()).as("with seed %d: %s", SEED, tally).isZero();
            assertThat(tally.faultsTotal()).isEqualTo(plan.steps().size());
            assertThat(tally.acknowledged()).isGreaterThan(100);
            assertThat(tally.freshReads()).isPositive();
        }
    }
}
