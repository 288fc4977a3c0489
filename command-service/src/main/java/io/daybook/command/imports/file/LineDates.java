package io.daybook.command.imports.file;

import io.daybook.command.imports.file.CsvHeader.Column;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads off a file's records which accounts have an entry on which day, before they are parsed. A record that tells no account
 * or no date is passed over: what is wrong with it is told when it is parsed.
 */
public final class LineDates {

    private static final List<String> ACCOUNT_FIELDS =
            List.of("accountId", "account", "fromAccountId", "fromAccount", "toAccountId", "toAccount");

    private final @Nullable CsvHeader header;
    private final SourceAccounts accounts;
    private final JsonMapper json;

    private LineDates(@Nullable CsvHeader header, SourceAccounts accounts, JsonMapper json) {
        this.header = header;
        this.accounts = accounts;
        this.json = json;
    }

    /**
     * A value date on accounts.
     *
     * @param date the value date
     * @param accounts the accounts that have an entry on it
     */
    public record DatedLine(LocalDate date, List<UUID> accounts) {}

    /** The dates of those records, which are of that source. */
    public static LineDates of(Records records, String source, JsonMapper json) {
        CsvHeader header = records instanceof CsvRecords csv ? csv.header() : null;
        return new LineDates(header, new SourceAccounts(source), json);
    }

    /** The date of a record, nothing if it tells none. */
    public Optional<DatedLine> of(FileRecord record) {
        try {
            return header == null ? ofJson(record) : ofCsv(record, header);
        } catch (DateTimeException | JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<DatedLine> ofCsv(FileRecord record, CsvHeader known) {
        if (record.fields().size() != known.width()) {
            return Optional.empty();
        }
        return dated(known.field(record, Column.DATE), Stream.of(known.field(record, Column.ACCOUNT)));
    }

    private Optional<DatedLine> ofJson(FileRecord record) {
        JsonNode line = json.readTree(record.fields().getFirst());
        return dated(text(line, "effectiveDate"), ACCOUNT_FIELDS.stream().map(field -> text(line, field)));
    }

    private static @Nullable String text(JsonNode line, String field) {
        JsonNode value = line.path(field);
        return value.isString() ? value.asString() : null;
    }

    private Optional<DatedLine> dated(@Nullable String date, Stream<@Nullable String> named) {
        if (date == null) {
            return Optional.empty();
        }
        List<UUID> ids = named.flatMap(Stream::ofNullable)
                .filter(name -> !name.isEmpty() && name.length() <= SourceAccounts.NUMBER_CHARS_MAX)
                .map(accounts::idOf)
                .toList();
        return Optional.of(new DatedLine(LocalDate.parse(date), ids));
    }
}
