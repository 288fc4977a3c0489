package io.daybook.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller who is let in nowhere: whoever shows tokens of a subject, or one single token.
 *
 * @param id names the denial
 * @param subject subject of the tokens; null if it is one token
 * @param tokenId the token's claim {@code jti}; null if it is a subject
 * @param reason reason for it
 * @param actor the subject of whoever denies
 * @param since time from which it holds
 * @param until time at which it ends by itself; null if it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeniedCaller(
        UUID id,
        @Nullable String subject,
        @Nullable String tokenId,
        String reason,
        String actor,
        Instant since,
        @Nullable Instant until) {}
