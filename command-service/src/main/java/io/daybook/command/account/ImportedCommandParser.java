package io.daybook.command.account;

import io.daybook.command.account.AccountRequests.HolderBody;
import io.daybook.command.account.AccountRequests.Move;
import io.daybook.command.account.AccountRequests.Open;
import io.daybook.command.account.AccountRequests.TransferBody;
import io.daybook.command.account.AccountRequests.Why;
import io.daybook.command.account.ImportedCommand.MalformedCommandException;
import io.daybook.command.account.domain.AccountCommand;
import io.daybook.command.account.domain.AccountCommand.BookBankEntry;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Freeze;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Unfreeze;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.Amount;
import io.daybook.command.account.domain.BankEntryKind;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.serviceweb.ExactText;
import io.daybook.serviceweb.InvalidTextException;
import io.daybook.serviceweb.JsonFault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commands to accounts that come as lines of a file: understood as strictly as the bodies of requests, by the same rules. */
@Component
public class ImportedCommandParser {

    private static final SortedMap<String, BankEntryKind> BANK_ENTRIES = new TreeMap<>(
            Stream.of(BankEntryKind.values()).collect(Collectors.toMap(ImportedCommandParser::nameOf, kind -> kind)));

    private final JsonMapper json;
    private final Validator validator;
    private final Holders holders;
    private final boolean leavesOutZeros;

    @Autowired
    ImportedCommandParser(JsonMapper json, Validator validator, Holders holders) {
        this(json, validator, holders, false);
    }

    private ImportedCommandParser(JsonMapper json, Validator validator, Holders holders, boolean leavesOutZeros) {
        this.json = json;
        this.validator = validator;
        this.holders = holders;
        this.leavesOutZeros = leavesOutZeros;
    }

    /** The same for lines whose amounts end in zeros that mean nothing, as of programs that write every number with four decimals. */
    public ImportedCommandParser leavingOutZeros() {
        return new ImportedCommandParser(json, validator, holders, true);
    }

    /**
     * Pays money in.
     *
     * @throws MalformedCommandException if the body is not as a deposit's must be
     */
    public ImportedCommand deposit(UUID accountId, Move body) {
        var deposit = new Deposit(accountId, amount(body), body.effectiveDate(), body.reference());
        return new ImportedCommand(
                "deposit", deposit, body, body.effectiveDate(), substance(deposit.amount(), body.effectiveDate()));
    }

    /**
     * Pays money out.
     *
     * @throws MalformedCommandException if the body is not as a withdrawal's must be
     */
    public ImportedCommand withdraw(UUID accountId, Move body) {
        var withdraw = new Withdraw(accountId, amount(body), body.effectiveDate(), body.reference());
        return new ImportedCommand(
                "withdraw", withdraw, body, body.effectiveDate(), substance(withdraw.amount(), body.effectiveDate()));
    }

    /**
     * Books what the bank itself entered.
     *
     * @throws MalformedCommandException if the body is not as a deposit's must be
     */
    public ImportedCommand bankEntry(BankEntryKind kind, UUID accountId, Move body) {
        var book = new BookBankEntry(accountId, kind, amount(body), body.effectiveDate(), body.reference());
        return new ImportedCommand(
                nameOf(kind), book, body, body.effectiveDate(), substance(book.amount(), body.effectiveDate()));
    }

    /** The command's name in files, {@code fee-reversal}. */
    private static String nameOf(BankEntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a command written as JSON: the fields of the request's body, and beside them {@code command} and the account,
     * either as {@code accountId} or as {@code account}, which is resolved; a transfer has two of them, beginning with
     * {@code from} and {@code to}.
     *
     * @param line the fields; those that are understood before the body are taken out of it
     * @param resolve finds the id of an account by what the line calls it
     * @param operationId names the operation
     * @throws MalformedCommandException if it is not as the command's request must be
     */
    public ImportedCommand read(ObjectNode line, Function<String, UUID> resolve, UUID operationId) {
        try {
            String name = text(line, "command");
            return switch (name) {
                case "open" -> open(line, account(line, "accountId", "account", resolve));
                case "deposit" -> {
                    LocalDate bookedOn = bookedOn(line);
                    UUID account = account(line, "accountId", "account", resolve);
                    yield deposit(account, body(line, Move.class)).bookedOn(bookedOn);
                }
                case "withdraw" -> {
                    LocalDate bookedOn = bookedOn(line);
                    UUID account = account(line, "accountId", "account", resolve);
                    yield withdraw(account, body(line, Move.class)).bookedOn(bookedOn);
                }
                case "transfer" -> {
                    LocalDate bookedOn = bookedOn(line);
                    yield transfer(line, resolve, operationId).bookedOn(bookedOn);
                }
                case "freeze" -> change(name, line, resolve, Freeze::new);
                case "unfreeze" -> change(name, line, resolve, Unfreeze::new);
                case "close" -> change(name, line, resolve, Close::new);
                default -> bankEntry(name, line, resolve);
            };
        } catch (InvalidFieldException bad) {
            throw new MalformedCommandException(bad.detailOfLine());
        } catch (JacksonException fault) {
            throw new MalformedCommandException(JsonFault.explanationOfLine(fault));
        }
    }

    /** The day on which other books had it: no field of a request's body, as commands over REST are booked by being recorded. */
    private static @Nullable LocalDate bookedOn(ObjectNode line) {
        if (!line.has("bookedOn")) {
            return null;
        }
        try {
            return ExactText.day(text(line, "bookedOn"));
        } catch (InvalidTextException unreadable) {
            throw new InvalidFieldException("/bookedOn", String.valueOf(unreadable.getMessage()));
        }
    }

    private ImportedCommand open(ObjectNode line, UUID accountId) {
        line.put("accountId", accountId.toString());
        Open body = valid(body(line, Open.class));
        OpenAccount asWritten = AccountRequests.open(body, accountId, holders.sealed(body.holder()));
        OpenAccount open = leavesOutZeros ? asWritten.withoutTrailingZeros() : asWritten;
        return new ImportedCommand("open", open, body, body.effectiveDate(), substance(open, body.holder()));
    }

    private ImportedCommand transfer(ObjectNode line, Function<String, UUID> resolve, UUID operationId) {
        UUID from = account(line, "fromAccountId", "fromAccount", resolve);
        UUID to = account(line, "toAccountId", "toAccount", resolve);
        line.put("fromAccountId", from.toString());
        line.put("toAccountId", to.toString());
        TransferBody body = valid(body(line, TransferBody.class));
        Amount amount = amount(body.amount(), body.currency());
        var transfer = new Transfer(operationId, from, to, amount, body.effectiveDate(), body.reference());
        return new ImportedCommand(
                "transfer", transfer, body, body.effectiveDate(), substance(amount, body.effectiveDate()));
    }

    private ImportedCommand bankEntry(String name, ObjectNode line, Function<String, UUID> resolve) {
        BankEntryKind kind = BANK_ENTRIES.get(name);
        if (kind == null) {
            throw new MalformedCommandException(
                    "command must be open, deposit, withdraw, transfer, freeze, unfreeze, close or one of %s."
                            .formatted(String.join(", ", BANK_ENTRIES.keySet())));
        }
        LocalDate bookedOn = bookedOn(line);
        UUID account = account(line, "accountId", "account", resolve);
        return bankEntry(kind, account, body(line, Move.class)).bookedOn(bookedOn);
    }

    private ImportedCommand change(
            String name, ObjectNode line, Function<String, UUID> resolve, Function<UUID, AccountCommand> change) {
        UUID accountId = account(line, "accountId", "account", resolve);
        Why body = valid(body(line, Why.class));
        return new ImportedCommand(name, change.apply(accountId), body, null, List.of());
    }

    /** An account has one currency, so the amount alone says how much it is. */
    private static List<String> substance(Amount amount, @Nullable LocalDate effectiveDate) {
        return List.of(plain(amount.value()), text(effectiveDate));
    }

    /** The holder as the line tells, for what is sealed never comes to the same text twice. */
    private static List<String> substance(OpenAccount open, HolderBody holder) {
        return List.of(
                open.currency().getCurrencyCode(),
                open.overdraftLimit() == null ? "" : plain(open.overdraftLimit()),
                text(open.productCode()),
                text(holder.customerId()),
                holder.name(),
                text(holder.email()),
                text(holder.address()));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private Amount amount(Move body) {
        try {
            return amount(valid(body).amount(), body.currency());
        } catch (InvalidFieldException bad) {
            throw new MalformedCommandException(bad.detailOfLine());
        }
    }

    private Amount amount(String value, @Nullable String currency) {
        Amount asWritten = AccountRequests.amount(value, currency, "/amount");
        return leavesOutZeros ? asWritten.withoutTrailingZeros() : asWritten;
    }

    private <T> T body(ObjectNode line, Class<T> type) {
        return json.treeToValue(line, type);
    }

    private <T> T valid(T body) {
        Set<ConstraintViolation<T>> violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw new MalformedCommandException(violations.stream()
                    .map(violation -> "%s %s".formatted(violation.getPropertyPath(), violation.getMessage()))
                    .sorted()
                    .collect(Collectors.joining("; ", "", ".")));
        }
        return body;
    }

    private static UUID account(ObjectNode line, String idField, String field, Function<String, UUID> resolve) {
        if (line.has(idField) == line.has(field)) {
            throw new MalformedCommandException(
                    "%s or %s must say which account it is, and not both.".formatted(idField, field));
        }
        if (line.has(field)) {
            return resolve.apply(text(line, field));
        }
        String id = text(line, idField);
        if (!ExactText.isUuid(id)) {
            throw new InvalidFieldException("/" + idField, "a UUID");
        }
        return resolve.apply(id);
    }

    private static String text(ObjectNode line, String field) {
        JsonNode value = line.remove(field);
        if (value == null || !value.isString()) {
            throw new InvalidFieldException("/" + field, "a text");
        }
        return value.asString();
    }
}
