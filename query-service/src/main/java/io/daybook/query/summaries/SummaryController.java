package io.daybook.query.summaries;

import io.daybook.query.consistency.ConsistencyProperties;
import io.daybook.query.consistency.VersionNotReachedException;
import io.daybook.query.http.AccountProblems;
import io.daybook.query.http.AtLeastVersion;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Summaries of accounts. */
@RestController
class SummaryController {

    /** DynamoDB does not notify of new versions, so it is polled: soon at first, then less often, for each read is paid for. */
    private static final long PAUSE_FIRST_MILLIS = 25;

    private static final long PAUSE_MAX_MILLIS = 400;

    private final SummaryStore summaries;
    private final Duration waitMax;

    SummaryController(SummaryStore summaries, ConsistencyProperties consistency) {
        this.summaries = summaries;
        this.waitMax = consistency.waitMax();
    }

    /** One account; its version is the entity tag, as the command-service's If-Match takes it. */
    @GetMapping("/v1/account-summaries/{accountId}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "It still has the version of If-None-Match.")
    @Nullable
    SummaryResponse summary(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            ServletWebRequest request) {
        SummaryResponse summary = awaited(accountId, atLeastVersion == null ? 0 : atLeastVersion.version())
                .orElseThrow(AccountProblems::unknownAccount);
        return request.checkNotModified("\"" + summary.version() + "\"") ? null : summary;
    }

    private Optional<SummaryResponse> awaited(UUID accountId, long version) {
        long deadline = System.nanoTime() + waitMax.toNanos();
        long pauseMillis = PAUSE_FIRST_MILLIS;
        Optional<SummaryResponse> summary = summaries.find(accountId);
        while (versionOf(summary) < version) {
            if (System.nanoTime() > deadline || isInterruptedWithin(pauseMillis)) {
                throw new VersionNotReachedException(version, versionOf(summary));
            }
            pauseMillis = Math.min(PAUSE_MAX_MILLIS, 2 * pauseMillis);
            summary = summaries.find(accountId);
        }
        return summary;
    }

    private static long versionOf(Optional<SummaryResponse> summary) {
        return summary.map(SummaryResponse::version).orElse(0L);
    }

    private static boolean isInterruptedWithin(long pauseMillis) {
        try {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
