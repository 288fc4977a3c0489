package io.daybook.command.http;

import io.daybook.serviceweb.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A file arrives more slowly than it must, so the rest of it is not waited for. Not an IOException, for which the server would
 * write an answer of its own.
 */
public final class SlowUploadException extends Problem {

    private static final long serialVersionUID = 1L;

    SlowUploadException() {
        super(
                HttpStatus.REQUEST_TIMEOUT,
                "too-slow",
                "The file arrived too slowly, so it was not waited for. Nothing was done; send it again over a faster line.");
    }

    /** Finds it among the causes of a failure. */
    public static Optional<SlowUploadException> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SlowUploadException slow) {
                return Optional.of(slow);
            }
        }
        return Optional.empty();
    }
}
