package io.daybook.campaign.check.views;

import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Payload;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** An account as the log's events leave it, in the most naive way. */
public final class ExpectedAccount {

    private final UUID account;
    private final String currency;
    private final Map<UUID, BigDecimal> holds = new HashMap<>();
    private final NavigableMap<LocalDate, BigDecimal> days = new TreeMap<>();
    private BigDecimal limit;
    private BigDecimal balance = BigDecimal.ZERO;
    private BigDecimal held = BigDecimal.ZERO;
    private long version;
    private long position;

    private ExpectedAccount(UUID account, String currency, BigDecimal limit) {
        this.account = account;
        this.currency = currency;
        this.limit = limit;
    }

    /** An account that was just opened. */
    static ExpectedAccount opened(LogEvent event) {
        Payload payload = Payload.of(event);
        var book = new ExpectedAccount(
                event.streamId(), payload.currency("overdraftLimit"), payload.money("overdraftLimit"));
        book.seen(event);
        return book;
    }

    /**
     * Takes in the account's next event.
     *
     * @return change of the balance
     */
    BigDecimal apply(LogEvent event) {
        Payload payload = Payload.of(event);
        BigDecimal change = change(event.type(), payload);
        balance = balance.add(change);
        days.merge(event.effectiveDate(), change, BigDecimal::add);
        switch (event.type()) {
            case "FundsHeld" -> hold(payload.id("holdId"), payload.money("amount"));
            case "HoldCaptured", "HoldReleased" -> unhold(payload.id("holdId"));
            case "OverdraftLimitChanged" -> limit = payload.money("limit");
            default -> {
                // Nothing but the balance changes.
            }
        }
        seen(event);
        return change;
    }

    /** The change of the balance by an event. */
    static BigDecimal change(String type, Payload payload) {
        return switch (type) {
            case "MoneyDeposited", "TransferReceived" -> payload.money("amount");
            case "MoneyWithdrawn", "TransferSent", "HoldCaptured" ->
                payload.money("amount").negate();
            case "AccountOpened", "FundsHeld", "HoldReleased", "OverdraftLimitChanged" -> BigDecimal.ZERO;
            default -> throw new IllegalArgumentException("No client of the campaign asks for " + type);
        };
    }

    private void hold(UUID hold, BigDecimal amount) {
        holds.put(hold, amount);
        held = held.add(amount);
    }

    private void unhold(UUID hold) {
        BigDecimal amount = holds.remove(hold);
        if (amount != null) {
            held = held.subtract(amount);
        }
    }

    private void seen(LogEvent event) {
        version = event.streamVersion();
        position = event.position();
    }

    public UUID account() {
        return account;
    }

    String currency() {
        return currency;
    }

    Map<UUID, BigDecimal> holds() {
        return holds;
    }

    public BigDecimal limit() {
        return limit;
    }

    public BigDecimal balance() {
        return balance;
    }

    public BigDecimal held() {
        return held;
    }

    long version() {
        return version;
    }

    long position() {
        return position;
    }

    /** The balance at the end of a day. */
    BigDecimal balanceAt(LocalDate day) {
        return days.headMap(day, true).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
