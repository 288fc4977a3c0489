package io.daybook.telemetry;

import java.util.Map;

/**
 * Work that is done, as a trace shows it.
 *
 * @param name what was done
 * @param startNanos when it began, by {@link System#nanoTime}
 * @param endNanos when it ended
 * @param tags more about it; no personal data
 */
public record CompletedSpan(String name, long startNanos, long endNanos, Map<String, String> tags) {}
