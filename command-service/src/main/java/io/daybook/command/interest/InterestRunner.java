package io.daybook.command.interest;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountRefusals;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.approval.NoMoreThan;
import io.daybook.command.decision.approval.Preview;
import io.daybook.command.interest.InterestRun.State;
import io.daybook.command.interest.InterestRun.Tally;
import io.daybook.command.interest.InterestRunStore.OpenedAccount;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.LogProperties;
import io.daybook.command.log.Outcome;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.Money;
import io.daybook.serviceweb.BackgroundLoop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries interest runs through, one after the other. Many instances may be there; the one that holds the lock in Postgres
 * runs, and when it dies another goes on where the run was saved last. An account that is come to twice is paid once, for the
 * decision itself finds nothing more to pay.
 */
@Component
class InterestRunner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(InterestRunner.class);

    /** Any number will do, as long as every instance asks for the same: "interest" in ASCII. */
    private static final long LOCK_KEY = 0x69_6e_74_65_72_65_73_74L;

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(?) as is_done
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock(?) as is_done
            """;

    /** Accounts that one commit pays: enough to share its price, few enough to hold nobody up. */
    private static final int PAGE_ACCOUNTS_MAX = 250;

    /** Interval at which an instance looks for runs that another has left behind. */
    private static final Duration TAKEOVER = Duration.ofSeconds(10);

    private static final long BUSY_PAUSE_MILLIS = 200;

    private final InterestRunStore store;
    private final CommandQueue queue;
    private final InterestAgreement agreement;
    private final DataSource dataSource;
    private final Clock clock;
    private final int pageAccounts;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    InterestRunner(
            InterestRunStore store,
            CommandQueue queue,
            InterestAgreement agreement,
            DataSource dataSource,
            Clock clock,
            LogProperties properties) {
        super("interest-runs", TAKEOVER);
        this.agreement = agreement;
        this.store = store;
        this.queue = queue;
        this.dataSource = dataSource;
        this.clock = clock;
        this.pageAccounts = Math.min(PAGE_ACCOUNTS_MAX, properties.batchMax());
    }

    @Override
    protected void round() throws SQLException, InterruptedException {
        lookForDecisions();
        runAllThatWait();
    }

    /** Every instance may look: what a second person has decided is the same for all. */
    private void lookForDecisions() {
        for (InterestRun run : store.waiting()) {
            Optional<ApprovalEvent> newest = agreement.newest(run.runId());
            if (newest.isPresent()) {
                switch (newest.get()) {
                    case ActionRequested asked -> {}
                    case ActionApproved approved -> store.decided(run.runId(), State.RUNNING, null);
                    case ActionRejected rejected -> store.decided(run.runId(), State.CANCELLED, clock.instant());
                    case ActionExpired expired -> store.decided(run.runId(), State.CANCELLED, clock.instant());
                }
            }
        }
    }

    @Override
    protected void failed(Exception e) {
        LOG.atWarn().setCause(e).log("An interest run was interrupted; it goes on where it was saved last.");
    }

    private void runAllThatWait() throws SQLException, InterruptedException {
        if (store.oldestRunning().isEmpty()) {
            return;
        }
        try (Connection lock = dataSource.getConnection()) {
            lock.setAutoCommit(true);
            if (!is(lock, TRY_LOCK)) {
                return;
            }
            try {
                for (Optional<InterestRun> next = store.oldestRunning();
                        isRunning() && next.isPresent();
                        next = store.oldestRunning()) {
                    if (next.get().state() == State.COUNTING) {
                        count(next.get());
                    } else {
                        carryThrough(next.get());
                    }
                }
            } finally {
                is(lock, UNLOCK);
            }
        }
    }

    private static boolean is(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK_KEY);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean("is_done");
            }
        }
    }

    /** Finds out what a run would come to, and asks for it. An instance that takes it over begins anew. */
    private void count(InterestRun run) throws InterruptedException {
        var totals = new InterestTotals();
        long position = run.position();
        while (isRunning()) {
            List<OpenedAccount> accounts = store.accountsAfter(position, pageAccounts);
            if (accounts.isEmpty()) {
                store.counted(run.runId(), agreement.request(run, totals));
                return;
            }
            position = accounts.getLast().position();
            List<CommandEnvelope> previews = payments(run, accounts, Preview::new);
            List<Outcome> outcomes = submit(previews);
            Tally tally = tally(previews, outcomes);
            if (tally.failed() > 0) {
                endUncounted(run, tally);
                return;
            }
            outcomes.forEach(outcome -> amountIn(outcome).ifPresent(totals::add));
        }
    }

    /** Nobody is asked to agree to sums that lack an account. */
    private void endUncounted(InterestRun run, Tally tally) {
        InterestRun ended = run.after(run.position(), 0, new Tally(0, 0, 0, tally.failed(), tally.problem()));
        store.save(ended, run.position(), null);
        store.finish(ended, clock.instant());
    }

    private static Optional<Money> amountIn(Outcome outcome) {
        return switch (outcome) {
            case Appended appended -> Optional.empty();
            case Failed failed -> Optional.empty();
            case Refused refused -> Preview.amountIn(refused.refusal());
        };
    }

    private void carryThrough(InterestRun begun) throws InterruptedException {
        InterestRun run = begun;
        UUID approvalId = begun.approvalId();
        Map<Currency, Money> largest = approvalId == null ? Map.of() : agreement.largest(approvalId);
        UnaryOperator<Command> asAgreed =
                approvalId == null ? UnaryOperator.identity() : command -> new NoMoreThan(command, largest);
        while (isRunning()) {
            List<OpenedAccount> accounts = store.accountsAfter(run.position(), pageAccounts);
            if (accounts.isEmpty()) {
                store.finish(run, clock.instant());
                LOG.atInfo()
                        .addKeyValue("run", run.runId())
                        .addKeyValue("paid", run.paid())
                        .addKeyValue("failed", run.failed())
                        .log("An interest run has ended.");
                return;
            }
            List<CommandEnvelope> payments = payments(run, accounts, asAgreed);
            List<Outcome> outcomes = submit(payments);
            InterestRun further = run.after(accounts.getLast().position(), accounts.size(), tally(payments, outcomes));
            if (!store.save(further, run.position(), Outcome.lastEvent(outcomes))) {
                LOG.atWarn()
                        .addKeyValue("run", run.runId())
                        .log("The log has lost payments; the run goes on from there.");
                return;
            }
            run = further;
        }
    }

    private List<CommandEnvelope> payments(
            InterestRun run, List<OpenedAccount> accounts, UnaryOperator<Command> wrapped) {
        return accounts.stream()
                .filter(account ->
                        run.productCode() == null || run.productCode().equals(account.productCode()))
                .map(account -> payment(run, account, wrapped))
                .toList();
    }

    private static Tally tally(List<CommandEnvelope> payments, List<Outcome> outcomes) {
        Tally tally = Tally.NONE;
        for (int i = 0; i < payments.size(); i++) {
            tally = tally.plus(tally(payments.get(i), outcomes.get(i)));
        }
        return tally;
    }

    private CommandEnvelope payment(InterestRun run, OpenedAccount account, UnaryOperator<Command> wrapped) {
        var pay = new PayInterest(account.accountId(), account.productCode(), run.from(), run.to());
        var origin = new Origin(run.actor(), run.reason(), InterestRequests.PURPOSE, null);
        return new CommandEnvelope(wrapped.apply(pay), ids.generate(), origin, null, OptionalLong.empty());
    }

    private List<Outcome> submit(List<CommandEnvelope> payments) throws InterruptedException {
        while (!payments.isEmpty()) {
            try {
                return queue.submitAll(payments);
            } catch (CommandQueueFullException e) {
                TimeUnit.MILLISECONDS.sleep(BUSY_PAUSE_MILLIS);
            }
        }
        return List.of();
    }

    private static Tally tally(CommandEnvelope payment, Outcome outcome) {
        return switch (outcome) {
            case Appended appended -> Tally.PAID;
            case Refused refused ->
                refused.refusal().code().equals(AccountRefusals.INTEREST_ALREADY_PAID)
                        ? Tally.UNCHANGED
                        : Tally.REFUSED;
            case Failed failed -> failed(payment.command().streams().getFirst(), failed);
        };
    }

    private static Tally failed(UUID accountId, Failed failed) {
        LOG.atError()
                .addKeyValue("accountId", accountId)
                .addKeyValue("code", failed.code())
                .log("Interest on an account could not be decided.");
        return Tally.failed("""
                Account %s: %s (%s) Start a run for the same period once the fault is mended: what was paid is not paid \
                again.""".formatted(accountId, failed.detail(), failed.code()));
    }

    /** Stops before the command queue, which it hands its payments to. */
    @Override
    public int getPhase() {
        return 1;
    }
}
