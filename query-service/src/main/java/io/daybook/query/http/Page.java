package io.daybook.query.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items items of this page
 * @param nextCursor cursor to ask the next page with; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
