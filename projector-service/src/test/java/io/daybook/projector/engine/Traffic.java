package io.daybook.projector.engine;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What happens at a bank in two months, in any number of events, the same each time: of every fifty one opens an account. */
final class Traffic {

    private static final int EVENTS_AN_ACCOUNT = 50;
    private static final int DAYS = 60;
    private static final Money AMOUNT = Money.of("12.50", "EUR");

    private final ProjectorService projector;
    private final Random random = new Random(1);
    private final List<UUID> accounts = new ArrayList<>();
    private int published;

    Traffic(ProjectorService projector) {
        this.projector = projector;
    }

    /** Publishes that many events. */
    void publish(int events) {
        while (accounts.size() < events / EVENTS_AN_ACCOUNT) {
            UUID account = new UUID(random.nextLong(), random.nextLong());
            accounts.add(account);
            publish(account, new AccountOpened(new Holder("Ada"), "CURRENT", Money.of("100.00", "EUR")), Accounts.DAY);
        }
        while (published < events) {
            happen(Accounts.DAY.plusDays((long) published * DAYS / events), events - published);
        }
        projector.flush();
    }

    private void happen(LocalDate today, int left) {
        UUID account = anAccount();
        int kind = left < 2 ? 0 : random.nextInt(100);
        if (kind < 45) {
            publish(account, new MoneyDeposited(AMOUNT, "payment " + published), today);
        } else if (kind < 80) {
            publish(account, new MoneyWithdrawn(AMOUNT, "payment " + published), today);
        } else if (kind < 90) {
            UUID transferId = UUID.randomUUID();
            UUID other = anAccount();
            publish(account, new TransferSent(transferId, other, AMOUNT, null), today);
            publish(other, new TransferReceived(transferId, account, AMOUNT, null), today);
        } else if (kind < 94) {
            UUID holdId = UUID.randomUUID();
            publish(account, new FundsHeld(holdId, AMOUNT, null, null), today);
            publish(account, new HoldCaptured(holdId, AMOUNT, Money.of("0", "EUR"), null), today);
        } else if (kind < 96) {
            publish(account, new TaxWithheld(Money.of("0.30", "EUR"), null), today);
        } else if (kind < 97) {
            publish(account, new FeeCharged(Money.of("0.50", "EUR"), null), today);
        } else if (kind < 99) {
            LocalDate date = Accounts.DAY.plusDays(random.nextInt(DAYS));
            publish(account, new MoneyDeposited(AMOUNT, null).bookedOn(date), date);
        } else {
            RecordedEvent deposit = publish(account, new MoneyDeposited(AMOUNT, null), today);
            publish(projector.recorded(
                    account, new TransactionReversed(deposit.eventId(), AMOUNT.negated()), today, deposit.eventId()));
        }
    }

    private UUID anAccount() {
        return accounts.get(random.nextInt(accounts.size()));
    }

    private RecordedEvent publish(UUID account, AccountEvent event, LocalDate date) {
        return publish(projector.recorded(account, event, date));
    }

    private RecordedEvent publish(RecordedEvent event) {
        published++;
        projector.publish(event);
        return event;
    }
}
