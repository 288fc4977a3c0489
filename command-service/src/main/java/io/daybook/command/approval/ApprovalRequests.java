package io.daybook.command.approval;

import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.PrintableText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The bodies of requests by which a second person decides. */
final class ApprovalRequests {

    private static final int REASON_CHARS_MAX = 560;
    private static final int PURPOSE_CHARS_MAX = 35;

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
