package io.daybook.command.interest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that pays interest on all accounts for a period.
 *
 * @param from the period's first day
 * @param to the period's last day
 * @param productCode only accounts of this product; absent for all
 * @param actor person or program that started it
 * @param reason reason, if given
 * @param state state, which says if it is still running
 * @param position accounts opened up to this log position are done
 * @param accountsTotal number of accounts when it began
 * @param accountsDone number of accounts that it has passed, those of other products included
 * @param paid of these, to how many interest or a difference was paid
 * @param unchanged number of accounts that had been paid for the period and had not changed since
 * @param refused number of accounts that are paid none: closed, without a product that bears interest, or paid for an overlapping period
 * @param failed number of accounts that could not be decided for a fault of ours; a run that has some is not completed
 * @param problem the first such fault; absent if there was none
 * @param finishedAt absent while it is running
 * @param approvalId the approval that it waits or waited for, if it takes a second person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InterestRun(
        UUID runId,
        LocalDate from,
        LocalDate to,
        @Nullable String productCode,
        String actor,
        @Nullable String reason,
        State state,
        @JsonIgnore long position,
        long accountsTotal,
        long accountsDone,
        long paid,
        long unchanged,
        long refused,
        long failed,
        @Nullable String problem,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable UUID approvalId) {

    /** State of a run. */
    enum State {
        /** It is being found out what it would come to, so that a second person knows. */
        COUNTING,
        /** It waits for a second person. */
        WAITING,
        /** It is, or it waits for an instance to go on with it. */
        RUNNING,
        /** It has passed all accounts. */
        COMPLETED,
        /** A second person rejected it, or nobody agreed to it in time. */
        CANCELLED,
        /** It has passed all accounts, but some could not be decided for a fault of ours; or what it would come to could not. */
        FAILED
    }

    /** The run, further on. */
    InterestRun after(long toPosition, long accounts, Tally tally) {
        return new InterestRun(
                runId,
                from,
                to,
                productCode,
                actor,
                reason,
                state,
                toPosition,
                accountsTotal,
                accountsDone + accounts,
                paid + tally.paid(),
                unchanged + tally.unchanged(),
                refused + tally.refused(),
                failed + tally.failed(),
                problem == null ? tally.problem() : problem,
                startedAt,
                finishedAt,
                approvalId);
    }

    /**
     * Outcomes of some accounts.
     *
     * @param problem the first fault, if there was one
     */
    record Tally(
            long paid,
            long unchanged,
            long refused,
            long failed,
            @Nullable String problem) {

        static final Tally NONE = new Tally(0, 0, 0, 0, null);
        static final Tally PAID = new Tally(1, 0, 0, 0, null);
        static final Tally UNCHANGED = new Tally(0, 1, 0, 0, null);
        static final Tally REFUSED = new Tally(0, 0, 1, 0, null);

        static Tally failed(String problem) {
            return new Tally(0, 0, 0, 1, problem);
        }

        Tally plus(Tally other) {
            return new Tally(
                    paid + other.paid,
                    unchanged + other.unchanged,
                    refused + other.refused,
                    failed + other.failed,
                    problem == null ? other.problem : problem);
        }
    }
}
