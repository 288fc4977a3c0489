package io.daybook.campaign;

import io.daybook.campaign.Bank.CommandAnswer;
import io.daybook.campaign.check.History;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Sent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client: sends commands under idempotency keys, sends them again, to whichever service, until it has a definite answer, and
 * looks at accounts in between.
 */
final class Client {

    private static final int OPENED_EACH = 4;
    private static final int AMOUNT_MAX = 60;
    private static final int LIMIT_MAX = 100;
    private static final int DAYS_BACK_MAX = 20;
    private static final long RETRY_MILLIS_FIRST = 50;
    private static final long RETRY_MILLIS_MAX = 1_000;
    private static final int PAUSE_MILLIS_MAX = 120;

    private final int number;
    private final Random random;
    private final Bank bank;
    private final Deployment deployment;
    private final History history;
    private final List<UUID> accounts;
    private final BooleanSupplier givesUp;
    private final Map<UUID, Long> versions = new HashMap<>();
    private final Deque<Sent> holds = new ArrayDeque<>();
    private long sentCount;

    /**
     * A client.
     *
     * @param number names it
     * @param seed seed of what it does
     * @param accounts all accounts that any client has opened
     * @param givesUp true if it is of no use to try again any more
     */
    Client(
            int number,
            long seed,
            Bank bank,
            Deployment deployment,
            History history,
            List<UUID> accounts,
            BooleanSupplier givesUp) {
        this.number = number;
        this.random = new Random(seed + number);
        this.bank = bank;
        this.deployment = deployment;
        this.history = history;
        this.accounts = accounts;
        this.givesUp = givesUp;
    }

    /** Works as long as it is wanted, and finishes what it has begun. */
    void run(BooleanSupplier isWanted) throws InterruptedException {
        for (int i = 0; i < OPENED_EACH; i++) {
            UUID account = new UUID(random.nextLong(), random.nextLong());
            send(new Sent(key(), Kind.OPEN, account, null, null, euros(LIMIT_MAX)));
            accounts.add(account);
        }
        while (isWanted.getAsBoolean()) {
            act();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS_MAX));
        }
    }

    private void act() throws InterruptedException {
        UUID account = any();
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> send(new Sent(key(), Kind.DEPOSIT, account, null, null, euros(AMOUNT_MAX)));
            case 4, 5, 6 -> send(new Sent(key(), Kind.WITHDRAW, account, null, null, euros(AMOUNT_MAX)));
            case 7, 8, 9, 10 -> transfer(account);
            case 11 -> send(new Sent(key(), Kind.HOLD, account, null, null, euros(AMOUNT_MAX)));
            case 12 -> endHold(random.nextBoolean() ? Kind.CAPTURE : Kind.RELEASE);
            case 13 -> send(new Sent(key(), Kind.LIMIT, account, null, null, euros(LIMIT_MAX)));
            case 14, 15, 16 -> look(account, 0);
            default -> look(account, versions.getOrDefault(account, 0L));
        }
    }

    private void transfer(UUID from) throws InterruptedException {
        UUID to = any();
        if (!from.equals(to)) {
            send(new Sent(key(), Kind.TRANSFER, from, to, null, euros(AMOUNT_MAX)));
        }
    }

    private void endHold(Kind kind) throws InterruptedException {
        Sent hold = holds.poll();
        if (hold != null) {
            send(new Sent(key(), kind, hold.account(), null, hold.hold(), null));
        }
    }

    private void look(UUID account, long atLeastVersion) throws InterruptedException {
        var read = bank.read(any(deployment.queries()).endpoint(), number, account, atLeastVersion);
        history.add(read);
    }

    private void send(Sent sent) throws InterruptedException {
        // Now and then a late entry, so that past days are restated under faults as well.
        String effectiveDate = sent.kind() == Kind.DEPOSIT && random.nextInt(4) == 0
                ? LocalDate.now(ZoneOffset.UTC)
                        .minusDays(random.nextInt(DAYS_BACK_MAX))
                        .toString()
                : null;
        history.add(sent);
        long pause = RETRY_MILLIS_FIRST;
        CommandAnswer told = attempt(sent, effectiveDate);
        while (told.line().isInDoubt() && !givesUp.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, RETRY_MILLIS_MAX);
            told = attempt(sent, effectiveDate);
        }
        learn(sent, told);
    }

    private CommandAnswer attempt(Sent sent, @Nullable String effectiveDate) throws InterruptedException {
        CommandAnswer told = bank.command(any(deployment.commands()).endpoint(), sent, effectiveDate);
        history.add(told.line());
        return told;
    }

    private void learn(Sent sent, CommandAnswer told) {
        if (told.line().version() > 0) {
            versions.merge(sent.account(), told.line().version(), Math::max);
        }
        if (told.hold() != null && sent.kind() == Kind.HOLD) {
            holds.add(new Sent(sent.key(), sent.kind(), sent.account(), null, told.hold(), sent.amount()));
        }
    }

    private String key() {
        return "c%d-%d".formatted(number, ++sentCount);
    }

    private UUID any() {
        return any(accounts);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private BigDecimal euros(int max) {
        return BigDecimal.valueOf(random.nextInt(1, 100 * max), 2);
    }
}
