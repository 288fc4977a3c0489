package io.daybook.query.catalogue;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import java.util.List;

/**
 * Something that was found, with its place in the list: what fits the search best stands first.
 *
 * @param item item that was found
 * @param rank measure of how well it fits; 0 for all if nothing was searched for
 * @param key key that orders those of the same rank
 */
record SearchHit<T>(T item, double rank, String key) {

    /** The page that these rows begin. */
    static <T> Page<T> page(List<SearchHit<T>> rows, Limit limit, Cursor cursors) {
        Page<SearchHit<T>> page = limit.page(rows, last -> cursors.write(last.rank(), last.key()));
        return new Page<>(page.items().stream().map(SearchHit::item).toList(), page.nextCursor());
    }
}
