package io.daybook.query.http;

import io.daybook.serviceweb.ExactText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Content of a cursor, field by field from 0. Each is read as strictly as a parameter would be: the checksum says that the
 * cursor fits the question, not that a service wrote it.
 */
public final class CursorFields {

    /** Room for any balance, and for no number whose sums take the machine's memory, as 1e999999999 would. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,60}(\\.\\d{1,30})?");

    private static final String SEPARATOR = "|";

    private final List<String> fields;

    CursorFields(List<String> fields) {
        this.fields = fields;
    }

    /** A whole number. */
    public long number(int index) {
        return Long.parseLong(fields.get(index));
    }

    /** A rank. */
    public double rank(int index) {
        return Double.parseDouble(fields.get(index));
    }

    /** An amount or a balance. */
    public BigDecimal decimal(int index) {
        String text = fields.get(index);
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return new BigDecimal(text);
    }

    /** A date that Postgres has as well. */
    public LocalDate date(int index) {
        return WebConfiguration.date(fields.get(index));
    }

    /** An instant that Postgres has as well. */
    public Instant instant(int index) {
        return WebConfiguration.instant(fields.get(index));
    }

    /** An identifier. */
    public UUID id(int index) {
        return ExactText.uuid(fields.get(index));
    }

    /** A text without control characters. */
    public String text(int index) {
        return checked(fields.get(index));
    }

    /** The same from that field to the end: the last one may have separators in it. */
    public String textFrom(int index) {
        return checked(String.join(SEPARATOR, fields.subList(index, fields.size())));
    }

    private static String checked(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
