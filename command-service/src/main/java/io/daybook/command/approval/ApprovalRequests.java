package io.daybook.command.approval;

import static io.daybook.command.http.CommandDispatcher.Body.PURPOSE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.PrintableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The bodies of requests by which a second person decides. */
final class ApprovalRequests {

    private ApprovalRequests() {}

    /** Approves, and may say why. */
    record Approval(
            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Rejects, and says why. */
    record Rejection(
            @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}
}
