package io.daybook.campaign.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of a view, each row as one text by its key, so that any two of them can be compared row by row.
 *
 * @param name the table
 * @param rows the rows by their keys
 */
public record Table(String name, Map<String, String> rows) {

    private static final String SEPARATOR = " | ";

    /** An empty table. */
    public Table(String name) {
        this(name, new LinkedHashMap<>());
    }

    /** Puts a row in; the first value is its key. */
    public void put(@Nullable Object... values) {
        var texts = new ArrayList<String>(values.length);
        for (Object value : values) {
            texts.add(text(value));
        }
        String before = rows.put(texts.getFirst(), String.join(SEPARATOR, texts));
        if (before != null) {
            rows.put("twice: " + texts.getFirst(), before);
        }
    }

    /** Differences from the expected table, row by row. */
    public List<String> differences(Table expected) {
        var differences = new ArrayList<String>();
        expected.rows.forEach((key, row) -> {
            String found = rows.get(key);
            if (found == null) {
                differences.add("missing: " + row);
            } else if (!found.equals(row)) {
                differences.add("is %s, should be %s".formatted(found, row));
            }
        });
        rows.forEach((key, row) -> {
            if (!expected.rows.containsKey(key)) {
                differences.add("too much: " + row);
            }
        });
        return differences;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value == null ? "-" : value.toString();
    }
}
