package io.daybook.projector.engine.rebuild;

import java.util.List;

/**
 * Differences between the generation that serves and another one, both as of the same position.
 *
 * @param position the log position
 * @param equal true if nothing differs
 * @param tables table by table
 */
public record Comparison(long position, boolean equal, List<TableComparison> tables) {

    /**
     * Differences in one table.
     *
     * @param table the table
     * @param equal true if there are none
     * @param rowsServing rows in the generation that serves
     * @param rowsBuilt rows in the other one
     * @param examples keys of some rows that are in one only, or not the same in both
     */
    public record TableComparison(
            String table, boolean equal, long rowsServing, long rowsBuilt, List<String> examples) {}

    /** The comparison of these tables. */
    public static Comparison of(long position, List<TableComparison> tables) {
        return new Comparison(position, tables.stream().allMatch(TableComparison::equal), List.copyOf(tables));
    }
}
