package io.daybook.projector.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way in which a view's tables are compared with the log: some streams at a time are folded from the log into tables of the same
 * form, which must then have the same rows. Each table of the view is named once.
 *
 * @param byStream tables whose rows follow from one stream each, with the column of its id, by which the table has an index
 * @param byPosition tables whose rows follow from one event each, with the column of its position, by which the table has an
 *     index
 * @param shared small tables that the folding of any stream may read; no fold may have a row for one that is not there
 * @param totals tables that add up other rows of the view, with the statement that compares them
 */
public record VerifiedTables(
        Map<String, String> byStream, Map<String, String> byPosition, Set<String> shared, List<Totals> totals) {

    /** The tables of a view that cannot be verified, but only rebuilt. */
    public static final VerifiedTables NONE = new VerifiedTables(Map.of(), Map.of(), Set.of(), List.of());

    /**
     * Totals that are compared with what they add up, slice by slice.
     *
     * @param table their table
     * @param nextSlice statement whose one parameter is the key of a slice as text, null before the first, and whose column
     *     {@code key} is that of the next one as text, null after the last
     * @param differences statement whose one parameter is the key of a slice, and whose column {@code name} has the keys of the
     *     rows that are not the sum that they should be
     */
    public record Totals(String table, String nextSlice, String differences) {}

    /** All of the tables. */
    public Set<String> names() {
        var names = new HashSet<>(byStream.keySet());
        names.addAll(byPosition.keySet());
        names.addAll(shared);
        totals.forEach(one -> names.add(one.table()));
        return names;
    }
}
