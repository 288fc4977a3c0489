package io.daybook.command.imports.file;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a CSV file, in whatever order they stand.
 *
 * @param width number of columns
 * @param known positions of those that have a meaning here
 * @param others positions of all that had no meaning once, when a line's digest covered such columns as well; in alphabetical order
 */
record CsvHeader(int width, Map<Column, Integer> known, SortedMap<String, Integer> others) {

    private static final int NAME_CHARS_MAX = 64;

    /** Columns that mean nothing in files that were taken in before they had a meaning. */
    private static final Set<Column> NEWEST = Set.of(Column.KIND, Column.BOOKING_DATE);

    /** The columns that have a meaning here. */
    enum Column {
        TRANSACTION_ID(true),
        ACCOUNT(true),
        DATE(true),
        DIRECTION(true),
        AMOUNT(true),
        CURRENCY(false),
        PURPOSE(false),
        REASON(false),
        REFERENCE(false),
        COUNTERPARTY_NAME(false),
        COUNTERPARTY_ACCOUNT(false),
        COUNTERPARTY_IBAN(false),
        COUNTERPARTY_BANK(false),
        COUNTERPARTY_BIC(false),
        KIND(false),
        BOOKING_DATE(false);

        private final boolean isNeeded;

        Column(boolean isNeeded) {
            this.isNeeded = isNeeded;
        }

        private boolean hadNoMeaning() {
            return compareTo(REFERENCE) > 0;
        }

        /** The name in the file's header. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the header.
     *
     * @throws MalformedFileException if a column is missing, doubled or has no name
     */
    static CsvHeader of(FileRecord record) throws MalformedFileException {
        Map<String, Column> meanings =
                Stream.of(Column.values()).collect(Collectors.toMap(Column::label, column -> column));
        var known = new HashMap<Column, Integer>();
        var others = new TreeMap<String, Integer>();
        List<String> names = record.fields().stream().map(String::strip).toList();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
                throw new MalformedFileException(
                        record.line(), "Every column needs a name of 1 to %d characters.".formatted(NAME_CHARS_MAX));
            }
            Column column = meanings.get(name);
            Integer before = column == null ? others.put(name, i) : known.put(column, i);
            if (column != null && column.hadNoMeaning()) {
                others.put(name, i);
            }
            if (before != null) {
                throw new MalformedFileException(record.line(), "The column %s is there twice.".formatted(name));
            }
        }
        checkNeeded(record, known.keySet());
        return new CsvHeader(names.size(), Map.copyOf(known), others);
    }

    private static void checkNeeded(FileRecord record, Set<Column> known) throws MalformedFileException {
        String missing = Stream.of(Column.values())
                .filter(column -> column.isNeeded && !known.contains(column))
                .map(Column::label)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new MalformedFileException(
                    record.line(), "The header must name the columns of the file; missing: %s.".formatted(missing));
        }
    }

    /** The columns as whoever sent the file was told that they mean: of a file from before that left out more, less is kept. */
    CsvHeader asTakenIn(int columnsLeftOut) {
        if (columnsLeftOut <= leftOut()) {
            return this;
        }
        var before = new HashMap<>(known);
        before.keySet().removeAll(NEWEST);
        return new CsvHeader(width, Map.copyOf(before), others);
    }

    /** The number of columns that have no meaning here: what is in them is not kept. */
    int leftOut() {
        return width - known.size();
    }

    /** A record's field in that column, without white space around it; null if it is empty or there is no such column. */
    @Nullable
    String field(FileRecord record, Column column) {
        Integer index = known.get(column);
        if (index == null) {
            return null;
        }
        String field = record.fields().get(index).strip();
        return field.isEmpty() ? null : field;
    }
}
