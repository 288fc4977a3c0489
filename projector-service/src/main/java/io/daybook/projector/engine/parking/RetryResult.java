package io.daybook.projector.engine.parking;

import org.jspecify.annotations.Nullable;

/**
 * The result of trying parked events again.
 *
 * @param applied how many events are in the view now that were parked
 * @param parked how many still are
 * @param error why the first of those that failed cannot be applied; null if none failed
 */
public record RetryResult(
        int applied, long parked, @Nullable String error) {}
