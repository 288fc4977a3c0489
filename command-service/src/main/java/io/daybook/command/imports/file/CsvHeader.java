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
 * @param width number of columns, of which the last may have no name if nothing stands in it
 * @param known positions of those that have a meaning here
 * @param others positions of all that had no meaning once, when a line's digest covered such columns as well; in alphabetical order
 */
record CsvHeader(int width, Map<Column, Integer> known, SortedMap<String, Integer> others) {

    static final String CREDIT = "CREDIT";
    static final String DEBIT = "DEBIT";

    private static final int NAME_CHARS_MAX = 64;

    /** Columns that mean nothing in files that were taken in before they had a meaning. */
    private static final Set<Column> NEWEST = Set.of(Column.KIND, Column.BOOKING_DATE);

    /** The columns that have a meaning here. */
    enum Column {
        TRANSACTION_ID(true),
        ACCOUNT(true),
        DATE(true),
        DIRECTION(false),
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
     * @throws MalformedFileException if a column is missing, doubled or has no name, unless it is the last
     */
    static CsvHeader of(FileRecord record) throws MalformedFileException {
        Map<String, Column> meanings =
                Stream.of(Column.values()).collect(Collectors.toMap(Column::label, column -> column));
        var known = new HashMap<Column, Integer>();
        var others = new TreeMap<String, Integer>();
        List<String> names = names(record);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty() && i > 0 && i == names.size() - 1) {
                break;
            }
            if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
                throw new MalformedFileException(
                        record.line(), "Every column needs a name of 1 to %d characters.".formatted(NAME_CHARS_MAX));
            }
            Column column = meanings.get(name.toLowerCase(Locale.ROOT));
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

    private static List<String> names(FileRecord record) {
        return record.fields().stream().map(String::strip).toList();
    }

    /** Whether a record names all columns that a file must have. */
    static boolean isHeader(FileRecord record) {
        Set<String> names = names(record).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Stream.of(Column.values())
                .filter(column -> column.isNeeded)
                .allMatch(column -> names.contains(column.label()));
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
        return others.size()
                - (int) known.keySet().stream().filter(Column::hadNoMeaning).count();
    }

    /** Tells whether a record has as many fields as there are columns, and none in a column without a name. */
    boolean fits(FileRecord record) {
        return record.fields().size() == width
                && (width == known.size() + leftOut()
                        || record.fields().getLast().isBlank());
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

    /** A record's day in that column as {@code yyyy-MM-dd}, or as it is written if it cannot be read; null if there is none. */
    @Nullable
    String day(FileRecord record, Column column) {
        String field = field(record, column);
        return field == null ? null : CsvDay.of(field);
    }

    /** A record's amount; null if there is none. */
    @Nullable
    CsvAmount amount(FileRecord record) {
        String field = field(record, Column.AMOUNT);
        return field == null ? null : CsvAmount.of(field);
    }

    /** The code of a record's currency, from its own column or from beside the amount; null if there is none. */
    @Nullable
    String currency(FileRecord record) {
        String field = field(record, Column.CURRENCY);
        CsvAmount amount = field == null ? amount(record) : null;
        return amount == null ? field : amount.currency();
    }

    /**
     * A record's direction in capitals, from its own column or, in a file without one, from the amount's sign; null if neither
     * tells it. An amount without a sign is credited only where no column is left out, which may be the one that tells more.
     */
    @Nullable
    String direction(FileRecord record) {
        if (hasDirection()) {
            String field = field(record, Column.DIRECTION);
            return field == null ? null : field.toUpperCase(Locale.ROOT);
        }
        CsvAmount amount = amount(record);
        return amount == null ? null : direction(amount.sign());
    }

    private @Nullable String direction(CsvAmount.Sign sign) {
        return switch (sign) {
            case PLUS -> CREDIT;
            case MINUS -> DEBIT;
            case NONE -> leftOut() == 0 ? CREDIT : null;
        };
    }

    /** Tells whether the file has a column for the direction. */
    boolean hasDirection() {
        return known.containsKey(Column.DIRECTION);
    }
}
