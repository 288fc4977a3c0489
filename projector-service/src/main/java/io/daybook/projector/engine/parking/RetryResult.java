package io.daybook.projector.engine.parking;

import org.jspecify.annotations.Nullable;

/**
 * The result of trying parked events again.
 *
 * @param applied number of events that are in the view now and were parked
 * @param parked number of events that still are
 * @param error reason why the first of those that failed cannot be applied; null if none failed
 */
public record RetryResult(
        int applied, long parked, @Nullable String error) {}
