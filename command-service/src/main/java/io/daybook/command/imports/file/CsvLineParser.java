package io.daybook.command.imports.file;

import io.daybook.command.account.AccountRequests.CounterpartyBody;
import io.daybook.command.account.AccountRequests.Move;
import io.daybook.command.account.ImportedCommand;
import io.daybook.command.account.ImportedCommand.MalformedCommandException;
import io.daybook.command.account.ImportedCommandParser;
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
    private final ImportedCommandParser commands;
    private final JsonMapper json;

    CsvLineParser(CsvHeader header, SourceAccounts accounts, ImportedCommandParser commands, JsonMapper json) {
        this.header = header;
        this.accounts = accounts;
        this.commands = commands;
        this.json = json;
    }

    @Override
    public ImportLineCommand of(FileRecord record, UUID operationId) {
        if (record.fields().size() != header.width()) {
            throw new InvalidLineException(
                    "wrong-number-of-fields",
                    "The line has %d fields; the header has %d."
                            .formatted(record.fields().size(), header.width()));
        }
        String id = bounded(needed(record, Column.TRANSACTION_ID), Column.TRANSACTION_ID, ID_CHARS_MAX);
        String account = bounded(needed(record, Column.ACCOUNT), Column.ACCOUNT, SourceAccounts.NUMBER_CHARS_MAX);
        UUID accountId = accounts.idOf(account);
        try {
            ImportedCommand imported = movement(record, accountId, move(record, id));
            return new ImportLineCommand(
                    id, imported, Map.of(accountId, account), counterparty(record), others(record));
        } catch (MalformedCommandException malformed) {
            throw InvalidLineException.malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private Move move(FileRecord record, String id) {
        String reference = header.field(record, Column.REFERENCE);
        return new Move(
                needed(record, Column.AMOUNT),
                header.field(record, Column.CURRENCY),
                date(needed(record, Column.DATE)),
                reference == null ? id : reference,
                header.field(record, Column.REASON),
                header.field(record, Column.PURPOSE));
    }

    private ImportedCommand movement(FileRecord record, UUID accountId, Move move) {
        return switch (needed(record, Column.DIRECTION)) {
            case "CREDIT" -> commands.deposit(accountId, move);
            case "DEBIT" -> commands.withdraw(accountId, move);
            default -> throw InvalidLineException.malformed("direction must be CREDIT or DEBIT.");
        };
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

    private static LocalDate date(String date) {
        try {
            return ExactText.day(date);
        } catch (InvalidTextException e) {
            throw InvalidLineException.malformed("date must be %s.".formatted(e.getMessage()));
        }
    }

    /** The IBAN says more than another number, and so does the BIC. */
    private @Nullable CounterpartyBody counterparty(FileRecord record) {
        String name = text(record, Column.COUNTERPARTY_NAME);
        String account = text(record, Column.COUNTERPARTY_ACCOUNT);
        String iban = text(record, Column.COUNTERPARTY_IBAN);
        String bank = text(record, Column.COUNTERPARTY_BANK);
        String bic = text(record, Column.COUNTERPARTY_BIC);
        var party = new CounterpartyBody(name, iban == null ? account : iban, bic == null ? bank : bic);
        return party.equals(NOBODY) ? null : party;
    }

    private @Nullable String text(FileRecord record, Column column) {
        String field = header.field(record, column);
        return field == null ? null : bounded(field, column, CounterpartyBody.TEXT_CHARS_MAX);
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
