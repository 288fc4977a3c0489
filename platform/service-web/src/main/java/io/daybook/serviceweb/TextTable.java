package io.daybook.serviceweb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table for whoever looks at a terminal: columns as wide as what stands in them, numbers to the right. */
public final class TextTable {

    private static final String GAP = "  ";
    private static final String ABSENT = "-";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] isText;

    /** A table with these columns and no rows. */
    public TextTable(String... header) {
        this.header = List.of(header);
        this.isText = new boolean[header.length];
    }

    /**
     * Adds a row.
     *
     * @param cells one a column; what is null is shown as absent
     * @throws IllegalArgumentException if there are more or fewer
     */
    public TextTable row(@Nullable Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.length, header.size()));
        }
        for (int i = 0; i < cells.length; i++) {
            isText[i] |= cells[i] != null && !(cells[i] instanceof Number);
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> cell == null ? ABSENT : cell.toString())
                .toList());
        return this;
    }

    /** The table, each row in a line. */
    @Override
    public String toString() {
        var lines = new ArrayList<List<String>>(List.of(header));
        lines.addAll(rows);
        return lines.stream().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> padded(cells.get(i), i))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String padded(String cell, int column) {
        String gap = " ".repeat(width(column) - cell.length());
        return isText[column] ? cell + gap : gap + cell;
    }

    private int width(int column) {
        return rows.stream()
                .map(row -> row.get(column).length())
                .reduce(header.get(column).length(), Math::max);
    }
}
