package io.daybook.command.imports.file;

import io.daybook.command.http.Fields;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.command.imports.file.CsvHeader.Column;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the amounts of lines, and nothing else of them: what is wrong with a line otherwise comes to light when it is decided. */
public final class LineAmounts {

    private final JsonMapper json;

    /** A reader of amounts. */
    public LineAmounts(JsonMapper json) {
        this.json = json;
    }

    /**
     * An amount that a line moves, or a limit that it sets.
     *
     * @param value in major units
     * @param currency its code, or null for the account's own
     */
    public record LineAmount(BigDecimal value, @Nullable String currency) {}

    /** The amount of a line; nothing if it has none that can be read. */
    public Optional<LineAmount> of(Records records, FileRecord record) {
        return switch (records) {
            case CsvRecords csv -> ofCsv(csv.header(), record);
            case NdjsonRecords ndjson -> ofJson(record);
        };
    }

    private static Optional<LineAmount> ofCsv(CsvHeader header, FileRecord record) {
        return record.fields().size() == header.width()
                ? amount(header.field(record, Column.AMOUNT), header.field(record, Column.CURRENCY))
                : Optional.empty();
    }

    private Optional<LineAmount> ofJson(FileRecord record) {
        try {
            JsonNode line = json.readTree(record.fields().getFirst());
            String currency = text(line, "currency");
            return amount(text(line, "amount"), currency).or(() -> amount(text(line, "overdraftLimit"), currency));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode line, String field) {
        JsonNode value = line.path(field);
        return value.isString() ? value.asString() : null;
    }

    private static Optional<LineAmount> amount(@Nullable String value, @Nullable String currency) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(new LineAmount(Fields.decimal(value, "/amount"), currency));
        } catch (InvalidFieldException unreadable) {
            return Optional.empty();
        }
    }
}
