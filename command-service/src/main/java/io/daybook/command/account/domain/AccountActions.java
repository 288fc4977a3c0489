package io.daybook.command.account.domain;

import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountCommand.Requestable;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.approval.ActionFields;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.ApprovalEvent.RequestedAction;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands to accounts, written down as actions and read again. What was ever written can be read for ever. */
public final class AccountActions {

    private static final String DEPOSIT = "deposit";
    private static final String WITHDRAWAL = "withdrawal";
    private static final String TRANSFER = "transfer";
    private static final String HOLD_CAPTURE = "hold-capture";
    private static final String FEE = "fee";
    private static final String INTEREST = "interest";
    private static final String REVERSAL = "reversal";
    private static final String CORRECTION = "correction";
    private static final String OVERDRAFT_LIMIT = "overdraft-limit";

    /** The kinds of action on accounts. */
    public static final Set<String> KINDS =
            Set.of(DEPOSIT, WITHDRAWAL, TRANSFER, HOLD_CAPTURE, FEE, INTEREST, REVERSAL, CORRECTION, OVERDRAFT_LIMIT);

    private static final int VERSION = 1;

    private AccountActions() {}

    static RequestedAction written(Requestable command) {
        return switch (command) {
            case Deposit it ->
                with(it.counterparty(), movement(it.amount(), it.effectiveDate(), it.reference(), null))
                        .action(DEPOSIT, VERSION);
            case Withdraw it ->
                with(it.counterparty(), movement(it.amount(), it.effectiveDate(), it.reference(), null))
                        .action(WITHDRAWAL, VERSION);
            case Transfer it ->
                movement(it.amount(), it.effectiveDate(), it.reference(), it.toAccountId())
                        .action(TRANSFER, VERSION);
            case ChargeFee it ->
                movement(it.amount(), it.effectiveDate(), it.reference(), null).action(FEE, VERSION);
            case CaptureHold it ->
                amount(it.amount())
                        .with("holdId", it.holdId())
                        .with("effectiveDate", it.effectiveDate())
                        .with("reference", it.reference())
                        .action(HOLD_CAPTURE, VERSION);
            case PayInterest it ->
                ActionFields.empty()
                        .with("productCode", it.productCode())
                        .with("from", it.from())
                        .with("to", it.to())
                        .action(INTEREST, VERSION);
            case ReverseTransaction it ->
                ActionFields.empty()
                        .with("eventId", it.original().named().eventId())
                        .action(REVERSAL, VERSION);
            case CorrectTransaction it ->
                amount(it.amount())
                        .with("eventId", it.original().named().eventId())
                        .with("effectiveDate", it.effectiveDate())
                        .with("reference", it.reference())
                        .action(CORRECTION, VERSION);
            case ChangeOverdraftLimit it -> amount(it.limit()).action(OVERDRAFT_LIMIT, VERSION);
        };
    }

    private static ActionFields movement(
            Amount amount, @Nullable LocalDate effectiveDate, @Nullable String reference, @Nullable UUID toAccountId) {
        return amount(amount)
                .with("toAccountId", toAccountId)
                .with("effectiveDate", effectiveDate)
                .with("reference", reference);
    }

    private static ActionFields with(@Nullable Counterparty party, ActionFields fields) {
        return party == null
                ? fields
                : fields.with("counterpartyName", party.name())
                        .with("counterpartyNumber", party.number())
                        .with("counterpartyBank", party.bank());
    }

    private static @Nullable Counterparty counterpartyIn(ActionFields fields) {
        var party = new Counterparty(
                fields.text("counterpartyName"), fields.text("counterpartyNumber"), fields.text("counterpartyBank"));
        return party.equals(new Counterparty(null, null, null)) ? null : party;
    }

    private static ActionFields amount(@Nullable Amount amount) {
        return amount == null
                ? ActionFields.empty()
                : ActionFields.empty().with("amount", amount.value()).with("currency", amount.currency());
    }

    /**
     * The command that was asked for.
     *
     * @param accountId the account in whose stream it waited
     * @param action the command, written down
     * @param operationId names the operation that carries it out; a transfer carries it on both sides
     * @param originals finds the transaction that has an event of that id
     */
    public static Requestable read(
            UUID accountId, RequestedAction action, UUID operationId, Function<UUID, OriginalTransaction> originals) {
        ActionFields fields = ActionFields.of(action);
        LocalDate date = fields.date("effectiveDate");
        String reference = fields.text("reference");
        return switch (action.kind()) {
            case DEPOSIT -> new Deposit(accountId, amountOf(fields), date, reference, counterpartyIn(fields));
            case WITHDRAWAL -> new Withdraw(accountId, amountOf(fields), date, reference, counterpartyIn(fields));
            case TRANSFER ->
                new Transfer(operationId, accountId, fields.id("toAccountId"), amountOf(fields), date, reference);
            case FEE -> new ChargeFee(accountId, amountOf(fields), date, reference);
            case HOLD_CAPTURE ->
                new CaptureHold(accountId, fields.id("holdId"), amountIn(fields).orElse(null), date, reference);
            case INTEREST ->
                new PayInterest(
                        accountId,
                        fields.text("productCode"),
                        LocalDate.parse(fields.required("from")),
                        LocalDate.parse(fields.required("to")));
            case REVERSAL -> new ReverseTransaction(originals.apply(fields.id("eventId")));
            case CORRECTION ->
                new CorrectTransaction(
                        originals.apply(fields.id("eventId")),
                        operationId,
                        amountIn(fields).orElse(null),
                        date,
                        reference);
            case OVERDRAFT_LIMIT -> new ChangeOverdraftLimit(accountId, amountOf(fields));
            default -> throw new IllegalStateException("No action on accounts is called %s.".formatted(action.kind()));
        };
    }

    private static Optional<Amount> amountIn(ActionFields fields) {
        return fields.text("amount") == null ? Optional.empty() : Optional.of(amountOf(fields));
    }

    private static Amount amountOf(ActionFields fields) {
        String currency = fields.text("currency");
        return new Amount(fields.amount("amount"), currency == null ? null : Currency.getInstance(currency));
    }
}
