package io.daybook.command.imports.file;

import static io.daybook.command.account.AccountRequests.REFERENCE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.account.AccountRequests.CounterpartyBody;
import io.daybook.command.account.AccountRequests.Move;
import io.daybook.command.account.ImportedCommand;
import io.daybook.command.account.ImportedCommand.MalformedCommandException;
import io.daybook.command.account.ImportedCommandParser;
import io.daybook.command.account.domain.BankEntryKind;
import io.daybook.command.imports.file.CsvAmount.Sign;
import io.daybook.command.imports.file.CsvHeader.Column;
import io.daybook.serviceweb.ExactText;
import io.daybook.serviceweb.InvalidTextException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Understands the lines of a CSV file: each is money that came or went. */
final class CsvLineParser implements LineParser {

    private static final CounterpartyBody NOBODY = new CounterpartyBody(null, null, null);

    /** Control characters other than those that text in several lines has. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");

    private final CsvHeader header;
    private final SourceAccounts accounts;
    private final FileCalendar calendar;
    private final ImportedCommandParser commands;
    private final JsonMapper json;

    CsvLineParser(
            CsvHeader header,
            SourceAccounts accounts,
            FileCalendar calendar,
            ImportedCommandParser commands,
            JsonMapper json) {
        this.header = header;
        this.accounts = accounts;
        this.calendar = calendar;
        this.commands = commands;
        this.json = json;
    }

    @Override
    public ImportLineCommand of(FileRecord record, UUID operationId) {
        checkFields(record);
        String id = bounded(needed(record, Column.TRANSACTION_ID), Column.TRANSACTION_ID, ID_CHARS_MAX);
        String account = bounded(needed(record, Column.ACCOUNT), Column.ACCOUNT, SourceAccounts.NUMBER_CHARS_MAX);
        UUID accountId = accounts.idOf(account);
        CsvAmount amount = amount(record);
        var texts = new LineTexts();
        try {
            ImportedCommand imported = movement(record, accountId, amount, move(record, id, amount, texts))
                    .bookedOn(bookedOn(record));
            return new ImportLineCommand(
                    id,
                    imported,
                    Map.of(accountId, account),
                    counterparty(record, texts),
                    texts.originals(),
                    others(record));
        } catch (MalformedCommandException malformed) {
            throw InvalidLineException.malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private void checkFields(FileRecord record) {
        if (header.fits(record)) {
            return;
        }
        int fields = record.fields().size();
        throw new InvalidLineException(
                "wrong-number-of-fields",
                fields == header.width()
                        ? "There is something in the last field, and its column has no name."
                        : "The line has %d fields; the header has %d.".formatted(fields, header.width()));
    }

    private Move move(FileRecord record, String id, CsvAmount amount, LineTexts texts) {
        String reference = header.field(record, Column.REFERENCE);
        return new Move(
                // Beside a direction a minus says nothing more: the amount is refused as any that is below zero.
                header.hasDirection() && amount.sign() == Sign.MINUS ? "-" + amount.value() : amount.value(),
                currency(record, amount),
                day(Column.DATE, needed(record, Column.DATE)),
                texts.of("reference", reference == null ? id : reference, REFERENCE_CHARS_MAX),
                texts.of("reason", header.field(record, Column.REASON), REASON_CHARS_MAX),
                texts.of("purpose", header.field(record, Column.PURPOSE), LineTexts.NOT_CUT));
    }

    private ImportedCommand movement(FileRecord record, UUID accountId, CsvAmount amount, Move move) {
        boolean isCredit = isCredit(record, amount);
        BankEntryKind entry = CsvKind.entry(header.field(record, Column.KIND), isCredit);
        if (entry != null) {
            return commands.bankEntry(entry, accountId, move);
        }
        return isCredit ? commands.deposit(accountId, move) : commands.withdraw(accountId, move);
    }

    private CsvAmount amount(FileRecord record) {
        String written = needed(record, Column.AMOUNT);
        CsvAmount amount = CsvAmount.of(written);
        if (amount.value().indexOf(',') >= 0) {
            throw InvalidLineException.malformed(
                    "amount can be read in more than one way. Write it with a decimal point and without separators of "
                            + "thousands, such as 1234.50.");
        }
        return amount;
    }

    private @Nullable String currency(FileRecord record, CsvAmount amount) {
        String currency = header.field(record, Column.CURRENCY);
        if (currency != null && amount.currency() != null && !currency.equals(amount.currency())) {
            throw InvalidLineException.malformed("amount and currency name two currencies.");
        }
        return header.currency(record, amount);
    }

    private boolean isCredit(FileRecord record, CsvAmount amount) {
        String direction = header.direction(record);
        if (direction == null) {
            throw InvalidLineException.malformed(
                    header.hasDirection()
                            ? "direction is missing."
                            : "amount must have a sign, as the file has no column direction, and columns that mean "
                                    + "nothing here.");
        }
        boolean isCredit =
                switch (direction) {
                    case CsvHeader.CREDIT -> true;
                    case CsvHeader.DEBIT -> false;
                    default -> throw InvalidLineException.malformed("direction must be CREDIT or DEBIT.");
                };
        checkSign(amount.sign(), isCredit);
        return isCredit;
    }

    private void checkSign(Sign sign, boolean isCredit) {
        if (header.hasDirection() && sign == Sign.PLUS && !isCredit) {
            throw InvalidLineException.malformed("amount must have no plus, as direction says that money went.");
        }
    }

    private String needed(FileRecord record, Column column) {
        String field = header.field(record, column);
        if (field == null) {
            throw InvalidLineException.malformed("%s is missing.".formatted(column.label()));
        }
        return field;
    }

    private static String bounded(String field, Column column, int charsMax) {
        if (field.length() > charsMax || UNREADABLE.matcher(field).find()) {
            throw InvalidLineException.malformed("%s must be text without control characters, of %d characters at most."
                    .formatted(column.label(), charsMax));
        }
        return field;
    }

    private LocalDate day(Column column, String date) {
        try {
            return ExactText.day(calendar.day(CsvDay.of(date)));
        } catch (InvalidTextException e) {
            String expected = CsvDay.expected(date, String.valueOf(e.getMessage()));
            throw InvalidLineException.malformed("%s must be %s.".formatted(column.label(), expected));
        }
    }

    private @Nullable LocalDate bookedOn(FileRecord record) {
        String date = header.field(record, Column.BOOKING_DATE);
        return date == null ? null : day(Column.BOOKING_DATE, date);
    }

    /** The IBAN says more than another number, and so does the BIC. */
    private @Nullable CounterpartyBody counterparty(FileRecord record, LineTexts texts) {
        String account = header.field(record, Column.COUNTERPARTY_ACCOUNT);
        String iban = header.field(record, Column.COUNTERPARTY_IBAN);
        String bank = header.field(record, Column.COUNTERPARTY_BANK);
        String bic = header.field(record, Column.COUNTERPARTY_BIC);
        var party = new CounterpartyBody(
                ofParty("name", header.field(record, Column.COUNTERPARTY_NAME), texts),
                ofParty("number", iban == null ? account : iban, texts),
                ofParty("bank", bic == null ? bank : bic, texts));
        return party.equals(NOBODY) ? null : party;
    }

    private static @Nullable String ofParty(String field, @Nullable String text, LineTexts texts) {
        return texts.of("counterparty." + field, text, CounterpartyBody.TEXT_CHARS_MAX);
    }

    private @Nullable String others(FileRecord record) {
        var others = new LinkedHashMap<String, String>();
        header.others().forEach((name, index) -> {
            String field = record.fields().get(index);
            if (!field.isBlank()) {
                others.put(name, field);
            }
        });
        return others.isEmpty() ? null : json.writeValueAsString(others);
    }
}
