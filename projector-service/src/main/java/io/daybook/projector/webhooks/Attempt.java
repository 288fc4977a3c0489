package io.daybook.projector.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Result of sending once.
 *
 * @param status the HTTP status; null if there was no answer
 * @param error reason why there was none; null if there was one
 * @param retryAfter the pause that the receiver has asked for, zero if none
 */
record Attempt(@Nullable Integer status, @Nullable String error, Duration retryAfter) {

    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;
    private static final int REDIRECT_FIRST = 300;
    private static final int REDIRECT_LAST = 399;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    static Attempt answered(int status, Duration retryAfter) {
        return new Attempt(status, null, retryAfter);
    }

    static Attempt failed(String error) {
        return new Attempt(null, error, Duration.ZERO);
    }

    boolean isDelivered() {
        return isBetween(OK_FIRST, OK_LAST);
    }

    /** The receiver wants nothing any more. */
    boolean isGone() {
        return isBetween(GONE, GONE);
    }

    /** Time for which the receiver wants to be left alone as a whole, zero if it has not said so. */
    Duration rest() {
        boolean isOverloaded = isBetween(TOO_MANY_REQUESTS, TOO_MANY_REQUESTS) || isBetween(UNAVAILABLE, UNAVAILABLE);
        return isOverloaded ? retryAfter : Duration.ZERO;
    }

    /** The error, in words of our own; null if there was none. */
    @Nullable
    String fault() {
        if (status == null) {
            return error;
        }
        if (isBetween(REDIRECT_FIRST, REDIRECT_LAST)) {
            return "The receiver answered %d; redirects are not followed.".formatted(status);
        }
        return isDelivered() ? null : "The receiver answered %d.".formatted(status);
    }

    private boolean isBetween(int first, int last) {
        return status != null && status >= first && status <= last;
    }
}
