package io.daybook.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command answers once it is durable.
 *
 * @param accountId the account; of a transfer, the one that pays
 * @param version the account's version after the command: ask a query for {@code atLeastVersion} this
 * @param position the command's place in the log
 * @param eventIds its events, the command's own first
 * @param holdId the hold that was placed, if one was
 * @param transferId the transfer that was made, if one was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandAnswer(
        UUID accountId,
        long version,
        long position,
        List<UUID> eventIds,
        @Nullable UUID holdId,
        @Nullable UUID transferId) {

    /** The header that says that nothing was done now: it is the answer given before under the same Idempotency-Key. */
    public static final String REPLAYED = "Idempotent-Replayed";
}
