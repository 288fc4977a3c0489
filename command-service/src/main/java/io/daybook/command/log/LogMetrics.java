package io.daybook.command.log;

import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.load.Rate;
import io.daybook.serviceweb.HistogramBounds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** Metrics of appending by this instance. Counted batch by batch, so that a command pays next to nothing for it. */
final class LogMetrics {

    /** From a commit on a fast disk to the longest that a caller waits. */
    private static final Duration[] DURATIONS = HistogramBounds.durationsTo(Duration.ofSeconds(15));

    private static final double[] BATCH_SIZES = HistogramBounds.sizesTo(10_000);

    private final DistributionSummary batchCommands;
    private final DistributionSummary batchEvents;
    private final Timer appends;
    private final Timer waits;
    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;
    private final Counter failed;
    private final Counter busy;
    private final Rate events = new Rate();

    LogMetrics(MeterRegistry meters) {
        this.batchCommands = DistributionSummary.builder("daybook.append.batch.commands")
                .description("Commands in one commit")
                .serviceLevelObjectives(BATCH_SIZES)
                .register(meters);
        this.batchEvents = DistributionSummary.builder("daybook.append.batch.events")
                .description("Events in one commit")
                .serviceLevelObjectives(BATCH_SIZES)
                .register(meters);
        this.appends = Timer.builder("daybook.append")
                .description("How long one transaction takes, from the connection to the commit")
                .serviceLevelObjectives(DURATIONS)
                .register(meters);
        this.waits = Timer.builder("daybook.command.wait")
                .description("How long a command, or a group of them, waits for its batch to begin")
                .serviceLevelObjectives(DURATIONS)
                .register(meters);
        this.accepted = commands(meters, "accepted");
        this.repeated = commands(meters, "repeated");
        this.refused = commands(meters, "refused");
        this.failed = commands(meters, "failed");
        this.busy = commands(meters, "busy");
    }

    private static Counter commands(MeterRegistry meters, String outcome) {
        return Counter.builder("daybook.commands")
                .description(
                        "Commands by what came of them: repeated under a known key, failed for a fault or for want of"
                                + " the log, busy when the queue was full")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** A command, or a group, was taken out of the queue. */
    void waited(long nanos) {
        waits.record(Duration.ofNanos(nanos));
    }

    /** Commands were decided and committed together. */
    void appended(List<Outcome> outcomes, long tookNanos) {
        int repeatedCommands = 0;
        int refusedCommands = 0;
        int newEvents = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Refused refused -> refusedCommands++;
                // Counted where it fails, as it is committed with no batch.
                case Failed failed -> {}
                case Appended appended -> {
                    if (appended.isRepeated()) {
                        repeatedCommands++;
                    } else {
                        newEvents += appended.eventIds().size();
                    }
                }
            }
        }
        accepted.increment(outcomes.size() - repeatedCommands - refusedCommands);
        repeated.increment(repeatedCommands);
        refused.increment(refusedCommands);
        batchCommands.record(outcomes.size());
        batchEvents.record(newEvents);
        appends.record(Duration.ofNanos(tookNanos));
        events.add(newEvents);
    }

    /** So many commands could not be decided or recorded. */
    void failed(int commands) {
        failed.increment(commands);
    }

    /** So many commands found the queue full. */
    void rejected(int commands) {
        busy.increment(commands);
    }

    /** Events that this instance appends a second, over the last few seconds. */
    double eventsPerSecond() {
        return events.perSecond();
    }
}
