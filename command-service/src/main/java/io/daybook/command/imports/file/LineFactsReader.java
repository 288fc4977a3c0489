package io.daybook.command.imports.file;

import io.daybook.command.imports.file.CsvHeader.Column;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the facts off records, each in one go, without making a command of it or a tree. */
public final class LineFactsReader {

    /** The field of JSON that is the value date. */
    static final String DATE = "effectiveDate";

    private static final String AMOUNT = "amount";
    private static final String LIMIT = "overdraftLimit";
    private static final String CURRENCY = "currency";
    /** The fields of JSON that name accounts. */
    static final List<String> ACCOUNTS =
            List.of("accountId", "account", "fromAccountId", "fromAccount", "toAccountId", "toAccount");

    private static final Set<String> FIELDS = Stream.concat(Stream.of(DATE, AMOUNT, LIMIT, CURRENCY), ACCOUNTS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final @Nullable CsvHeader header;
    private final SourceAccounts source;
    private final FileCalendar calendar;
    private final JsonTexts json;

    private LineFactsReader(@Nullable CsvHeader header, SourceAccounts source, FileCalendar calendar, JsonTexts json) {
        this.header = header;
        this.source = source;
        this.calendar = calendar;
        this.json = json;
    }

    /** A reader for those records, which are of that source and are read with those options. */
    public static LineFactsReader of(Records records, String source, Set<ImportOption> options, JsonMapper json) {
        return new LineFactsReader(
                records.header(), new SourceAccounts(source), new FileCalendar(options), new JsonTexts(json, FIELDS));
    }

    /** The facts of a record; nothing if it is not built as it must be. */
    public Optional<LineFacts> of(FileRecord record) {
        return header == null ? ofJson(record) : ofCsv(record, header);
    }

    private Optional<LineFacts> ofCsv(FileRecord record, CsvHeader known) {
        if (!known.fits(record)) {
            return Optional.empty();
        }
        String account = known.field(record, Column.ACCOUNT);
        CsvAmount amount = known.amount(record);
        return Optional.of(new LineFacts(
                source,
                day(known.day(record, Column.DATE)),
                account == null ? List.of() : List.of(account),
                amount == null ? null : amount.value(),
                known.currency(record, amount)));
    }

    private Optional<LineFacts> ofJson(FileRecord record) {
        try {
            Map<String, String> texts = json.of(record.fields().getFirst());
            return Optional.of(new LineFacts(
                    source,
                    day(texts.get(DATE)),
                    ACCOUNTS.stream().map(texts::get).filter(Objects::nonNull).toList(),
                    texts.getOrDefault(AMOUNT, texts.get(LIMIT)),
                    texts.get(CURRENCY)));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private @Nullable String day(@Nullable String date) {
        return date == null ? null : calendar.day(date);
    }
}
