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
 * @param isLastUnnamed whether the last of them has no name, so that nothing may stand in it
 * @param known positions of those that have a meaning here
 * @param others positions of all that have no meaning, or had none once, when a line's digest covered such columns as well; in
 *     alphabetical order
 */
record CsvHeader(int width, boolean isLastUnnamed, Map<Column, Integer> known, SortedMap<String, Integer> others) {

    static final String CREDIT = "CREDIT";
    static final String DEBIT = "DEBIT";

    private static final int NAME_CHARS_MAX = 64;

    /** Columns that mean nothing in files that were taken in before they had a meaning. */
    private static final Set<Column> NEWEST = Set.of(Column.KIND, Column.BOOKING_DATE);

    private static final Map<String, Column> MEANINGS =
            Stream.of(Column.values()).collect(Collectors.toUnmodifiableMap(Column::label, column -> column));

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
        var known = new HashMap<Column, Integer>();
        var others = new TreeMap<String, Integer>();
        List<String> names = names(record);
        boolean isLastUnnamed = names.size() > 1 && names.getLast().isEmpty();
        for (int i = 0; i < (isLastUnnamed ? names.size() - 1 : names.size()); i++) {
            String name = names.get(i);
            if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
                throw new MalformedFileException(
                        record.line(), "Every column needs a name of 1 to %d characters.".formatted(NAME_CHARS_MAX));
            }
            Column column = meaning(name, names);
            Integer before = column == null ? others.put(name, i) : known.put(column, i);
            if (column != null && (column.hadNoMeaning() || !name.equals(column.label()))) {
                others.put(name, i);
            }
            if (before != null) {
                throw new MalformedFileException(record.line(), "The column %s is there twice.".formatted(name));
            }
        }
        checkNeeded(record, known.keySet());
        return new CsvHeader(names.size(), isLastUnnamed, Map.copyOf(known), others);
    }

    /** The column of that name; a name in other letters means nothing beside the name itself, as it always did. */
    private static @Nullable Column meaning(String name, List<String> names) {
        Column column = MEANINGS.get(name.toLowerCase(Locale.ROOT));
        return column == null || name.equals(column.label()) || !names.contains(column.label()) ? column : null;
    }

    private static List<String> names(FileRecord record) {
        return record.fields().stream().map(String::strip).toList();
    }

    /** Tells whether a record names all columns that a file must have. */
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

    /**
     * The columns as whoever sent the file was told that they mean: of a file from before that left out more, less is kept. Names
     * in other letters were given a meaning last.
     */
    CsvHeader asTakenIn(int columnsLeftOut) {
        CsvHeader exact = columnsLeftOut <= leftOut() ? this : without(inOtherLetters());
        return columnsLeftOut <= exact.leftOut() ? exact : exact.without(NEWEST);
    }

    private Set<Column> inOtherLetters() {
        return known.keySet().stream()
                .filter(column -> others.containsValue(known.get(column)) && !others.containsKey(column.label()))
                .collect(Collectors.toSet());
    }

    private CsvHeader without(Set<Column> columns) {
        var kept = new HashMap<>(known);
        kept.keySet().removeAll(columns);
        return new CsvHeader(width, isLastUnnamed, Map.copyOf(kept), others);
    }

    /** The number of columns that have no meaning here: what is in them is not kept. */
    int leftOut() {
        return width - known.size() - (isLastUnnamed ? 1 : 0);
    }

    /** Tells whether a record has as many fields as there are columns, and none in a column without a name. */
    boolean fits(FileRecord record) {
        return record.fields().size() == width
                && (!isLastUnnamed || record.fields().getLast().isBlank());
    }

    /** Tells whether a record may be meant to be a line: it has something in all columns that a line must have. */
    boolean mayBeLine(FileRecord record) {
        return record.fields().size() == width
                && Stream.of(Column.values())
                        .filter(column -> column.isNeeded)
                        .noneMatch(column -> field(record, column) == null);
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

    /** The code of a record's currency, from its own column or from beside its amount; null if there is none. */
    @Nullable
    String currency(FileRecord record, @Nullable CsvAmount amount) {
        String field = field(record, Column.CURRENCY);
        return field == null && amount != null ? amount.currency() : field;
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
