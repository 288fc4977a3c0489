package io.daybook.telemetry;

import java.util.Map;

/**
 * Span of work that is done.
 *
 * @param name the name of the work
 * @param startNanos time when it began, by {@link System#nanoTime}
 * @param endNanos time when it ended
 * @param tags more about it; no personal data
 */
public record CompletedSpan(String name, long startNanos, long endNanos, Map<String, String> tags) {}
