package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.bearsNoInterest;
import static io.daybook.command.account.domain.AccountRefusals.interestAlreadyPaid;
import static io.daybook.command.account.domain.AccountRefusals.interestPeriodOverlaps;
import static io.daybook.command.account.domain.AccountRules.requireNotClosed;

import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.InterestAccrual.Accrued;
import io.daybook.command.account.domain.InterestHistory.LateEntry;
import io.daybook.command.account.domain.InterestHistory.PaidPeriod;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.product.domain.Product;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pays interest for a period, after it has put right what was paid for the periods before it.
 *
 * <p>What was paid is compared with what is due now. If entries came late, the account is first taken back to where it was
 * before them, and each is then let in again in the order of booking, so that every difference is one entry's own and names
 * it. Interest paid on one period counts from the day after it, so a difference goes on into the periods that follow, within
 * the same decision.
 */
final class InterestDecider {

    private final PayInterest command;
    private final Product product;
    private final List<PaidPeriod> periods;
    private final List<NewEvent> events = new ArrayList<>();
    private Account account;

    private InterestDecider(PayInterest command, Account account, Product product) {
        this.command = command;
        this.product = product;
        this.account = account;
        this.periods = new ArrayList<>(account.interest().periods());
    }

    static Decision decide(PayInterest command, Account account, Optional<Product> product, DecisionTime time) {
        return requireNotClosed(command.accountId(), account)
                .or(() -> PayInterest.requireValidPeriod(command.from(), command.to(), time.today()))
                .or(() -> requireNoOverlap(command, account.interest()))
                .<Decision>map(Refused::new)
                .orElseGet(() -> product.filter(Product::bearsInterest)
                        .map(bearing -> new InterestDecider(command, account, bearing).decide())
                        .orElseGet(() -> new Refused(bearsNoInterest(command.accountId()))));
    }

    private static Optional<Refusal> requireNoOverlap(PayInterest command, InterestHistory interest) {
        boolean isNextOrKnown =
                interest.paidThrough().map(last -> command.from().isAfter(last)).orElse(true)
                        || interest.paidFor(command.from(), command.to()).isPresent();
        return isNextOrKnown
                ? Optional.empty()
                : interest.periods().reversed().stream()
                        .filter(paid -> !paid.from().isAfter(command.to()))
                        .findFirst()
                        .or(() -> Optional.of(interest.periods().getFirst()))
                        .map(paid -> interestPeriodOverlaps(paid.from(), paid.to()));
    }

    private Decision decide() {
        List<LateEntry> late = account.interest().lateEntries();
        restate(late, null);
        for (int known = 1; known <= late.size(); known++) {
            restate(late.subList(known, late.size()), late.get(known - 1).eventId());
        }
        if (account.interest().paidFor(command.from(), command.to()).isEmpty()) {
            pay(command.from(), command.to(), due(account, command.from(), command.to()), null);
        }
        if (events.isEmpty()) {
            return new Refused(interestAlreadyPaid(command.from(), command.to()));
        }
        LocalDate first = events.stream()
                .map(NewEvent::effectiveDate)
                .min(LocalDate::compareTo)
                .orElseThrow();
        events.addAll(AccountRules.breach(command.accountId(), account, first, null));
        return new Accepted(events);
    }

    /** Pays, for every period paid before, the difference to what is due without the entries that are not yet let in. */
    private void restate(List<LateEntry> notYet, @Nullable UUID cause) {
        for (int i = 0; i < periods.size(); i++) {
            PaidPeriod paid = periods.get(i);
            Accrued due = due(without(notYet), paid.from(), paid.to());
            var difference =
                    new Accrued(due.earned().minus(paid.earned()), due.charged().minus(paid.charged()));
            if (!difference.earned().isZero() || !difference.charged().isZero()) {
                periods.set(i, paid.plus(pay(paid.from(), paid.to(), difference, cause)));
            }
        }
    }

    private Account without(List<LateEntry> entries) {
        Account before = account;
        for (LateEntry entry : entries) {
            before = before.moved(entry.change().negated(), entry.effectiveDate());
        }
        return before;
    }

    private Accrued due(Account asOf, LocalDate from, LocalDate to) {
        return InterestAccrual.over(asOf.dayEnds(), product, from, to);
    }

    private InterestPaid pay(LocalDate from, LocalDate to, Accrued amounts, @Nullable UUID cause) {
        var paid = new InterestPaid(from, to, amounts.earned(), amounts.charged());
        LocalDate effectiveDate = to.plusDays(1);
        events.add(new NewEvent(command.accountId(), paid, effectiveDate, cause));
        Money change = amounts.earned().minus(amounts.charged());
        account = account.moved(change, effectiveDate);
        return paid;
    }
}
