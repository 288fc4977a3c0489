package io.daybook.query.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what is on this page
 * @param nextCursor what to ask the next page with; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
