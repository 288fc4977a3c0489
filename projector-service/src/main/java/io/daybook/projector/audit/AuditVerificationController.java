package io.daybook.projector.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.Finding;
import io.daybook.events.integrity.HashChainVerifier;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.serviceweb.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Checks a span of the view: each event that it has stored must give the hash that is stored with it. Whoever then compares the
 * last hash with the log's, or with a signed head's at that position, knows that the view holds what the log holds.
 */
@RestController
@ConditionalOnView(AuditView.NAME)
final class AuditVerificationController {

    private static final long SPAN_MAX = 100_000;
    private static final int PAGE_EVENTS = 1_000;

    private final StoredHistory history;

    AuditVerificationController(StoredHistory history) {
        this.history = history;
    }

    /**
     * Findings in a span.
     *
     * @param ok true if all that is stored in it follows
     * @param fromPosition beginning of the span
     * @param verifiedPosition the last position that follows
     * @param hash the hash there, to be compared with the log's
     * @param finding kind of the first fault; absent if there is none
     * @param firstPosition the first position that is concerned
     * @param detail evidence of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SpanVerification(
            boolean ok,
            long fromPosition,
            long verifiedPosition,
            Hash hash,
            Finding.@Nullable Kind finding,
            @Nullable Long firstPosition,
            @Nullable String detail) {}

    @GetMapping("/v1/views/audit/verification")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "422", description = "The view lacks the event with which the span begins.")
    SpanVerification verify(
            @RequestParam(defaultValue = "1") long from, @RequestParam(required = false) @Nullable Long to) {
        long until = to == null ? from + SPAN_MAX - 1 : to;
        if (from < 1 || until < from || until - from >= SPAN_MAX) {
            throw Problem.malformed(
                    "from and to must be positions, 1 <= from <= to, no more than %d of them.".formatted(SPAN_MAX));
        }
        HashChainVerifier walk =
                from == 1 ? HashChainVerifier.fromTheBeginning() : HashChainVerifier.after(from - 1, hashBefore(from));
        Finding fault = walk(walk, until).orElse(null);
        return new SpanVerification(
                fault == null,
                from,
                walk.position(),
                walk.hash(),
                fault == null ? null : fault.kind(),
                fault == null ? null : fault.position(),
                fault == null ? null : fault.detail());
    }

    private Optional<Finding> walk(HashChainVerifier walk, long until) {
        List<RecordedEvent> page = history.after(walk.position(), until, PAGE_EVENTS);
        while (!page.isEmpty()) {
            for (int i = 0; i < page.size(); i++) {
                if (!walk.step(page.get(i))) {
                    return Optional.of(walk.explain(page.get(i), following(page, i + 1)));
                }
            }
            page = history.after(walk.position(), until, PAGE_EVENTS);
        }
        return Optional.empty();
    }

    private List<RecordedEvent> following(List<RecordedEvent> page, int from) {
        var following = new ArrayList<>(page.subList(from, page.size()));
        following.addAll(history.after(page.getLast().position(), Long.MAX_VALUE, PAGE_EVENTS));
        return following;
    }

    private Hash hashBefore(long position) {
        return history.hashAt(position - 1)
                .orElseThrow(() -> new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "not-in-the-view",
                        "The view has no event at position %d, with which the span would have to begin."
                                .formatted(position - 1)));
    }
}
