package io.daybook.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to an account. The account is the stream that the event stands in; who did it, why, when it was
 * recorded and from which date it counts stand in the envelope, {@link RecordedEvent}.
 */
public sealed interface AccountEvent extends DomainEvent {

    /** What the event does to the account's balance: positive if money came, negative if it went, nothing if none moved. */
    default Optional<Money> balanceChange() {
        return switch (this) {
            case MoneyDeposited deposited -> Optional.of(deposited.amount());
            case MoneyWithdrawn withdrawn -> Optional.of(withdrawn.amount().negated());
            case TransferSent sent -> Optional.of(sent.amount().negated());
            case TransferReceived received -> Optional.of(received.amount());
            case HoldCaptured captured -> Optional.of(captured.amount().negated());
            case AccountOpened opened -> Optional.empty();
            case FundsHeld held -> Optional.empty();
            case HoldReleased released -> Optional.empty();
            case OverdraftLimitChanged changed -> Optional.empty();
            case AccountFrozen frozen -> Optional.empty();
            case AccountUnfrozen unfrozen -> Optional.empty();
            case AccountClosed closed -> Optional.empty();
        };
    }

    /**
     * An account was opened, with nothing on it.
     *
     * @param holder whose account it is
     * @param productCode the product it was opened under, if any
     * @param overdraftLimit how far below zero it may go, zero or more; its currency is the account's currency
     */
    record AccountOpened(Holder holder, @Nullable String productCode, Money overdraftLimit) implements AccountEvent {}

    /**
     * Whose account it is.
     *
     * @param name the holder's name, as the holder writes it
     */
    record Holder(String name) {}

    /**
     * Money came in.
     *
     * @param amount how much, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     */
    record MoneyDeposited(Money amount, @Nullable String reference) implements AccountEvent {}

    /**
     * Money went out.
     *
     * @param amount how much, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     */
    record MoneyWithdrawn(Money amount, @Nullable String reference) implements AccountEvent {}

    /**
     * Money went to another account of this bank. Always recorded in one commit with the {@link TransferReceived} of the
     * other account.
     *
     * @param transferId the same on both sides
     * @param toAccountId the account that received it
     * @param amount how much, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     */
    record TransferSent(
            UUID transferId,
            UUID toAccountId,
            Money amount,
            @Nullable String reference) implements AccountEvent {}

    /**
     * Money came from another account of this bank; the other side of {@link TransferSent}.
     *
     * @param transferId the same on both sides
     * @param fromAccountId the account that sent it
     * @param amount how much, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     */
    record TransferReceived(
            UUID transferId,
            UUID fromAccountId,
            Money amount,
            @Nullable String reference) implements AccountEvent {}

    /**
     * Money was set aside: still on the account, no longer available.
     *
     * @param holdId names the hold in what follows
     * @param amount how much, more than zero
     * @param expiresAt from when on the hold no longer counts, if it ends by itself
     * @param reference the outside world's identifier of the hold, if it has one
     */
    record FundsHeld(
            UUID holdId,
            Money amount,
            @Nullable Instant expiresAt,
            @Nullable String reference) implements AccountEvent {}

    /**
     * Held money went out, all of it or a part; what was not taken is available again. Ends the hold.
     *
     * @param holdId the hold
     * @param amount how much went out, more than zero and not more than was held
     * @param released how much of the hold was not taken, zero or more
     * @param reference the outside world's identifier of the payment, if it has one
     */
    record HoldCaptured(
            UUID holdId,
            Money amount,
            Money released,
            @Nullable String reference) implements AccountEvent {}

    /**
     * Held money became available again. Ends the hold.
     *
     * @param holdId the hold
     * @param amount how much was held
     * @param cause why it ended
     */
    record HoldReleased(UUID holdId, Money amount, ReleaseCause cause) implements AccountEvent {}

    /** Why a hold ended without money going out. */
    enum ReleaseCause {
        /** Somebody asked for it. */
        REQUESTED,
        /** Its time was over. */
        EXPIRED
    }

    /**
     * The account may go further, or less far, below zero than before.
     *
     * @param previousLimit the limit until now
     * @param limit the limit from now on, zero or more
     */
    record OverdraftLimitChanged(Money previousLimit, Money limit) implements AccountEvent {}

    /** No money may leave the account until it is unfrozen. */
    record AccountFrozen() implements AccountEvent {}

    /** Money may leave the account again. */
    record AccountUnfrozen() implements AccountEvent {}

    /** The account is at an end: nothing happens on it any more. */
    record AccountClosed() implements AccountEvent {}
}
