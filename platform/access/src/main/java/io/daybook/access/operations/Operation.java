package io.daybook.access.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An administrative act that somebody has asked for.
 *
 * @param operationId names it
 * @param service service that was asked
 * @param action name of the act
 * @param path path of the request
 * @param about object of the act, as far as the path does not tell it
 * @param actor the token's subject
 * @param actorKind kind of caller, as in the token
 * @param reason reason that was given
 * @param correlationId finds the log's lines of the same request
 */
record Operation(
        UUID operationId,
        String service,
        String action,
        String path,
        @Nullable String about,
        String actor,
        String actorKind,
        @Nullable String reason,
        @Nullable String correlationId) {

    /** The same with what the body says of it; its reason counts before the header's. */
    Operation with(@Nullable String saidAbout, @Nullable String saidReason) {
        return new Operation(
                operationId,
                service,
                action,
                path,
                saidAbout,
                actor,
                actorKind,
                saidReason == null ? reason : saidReason,
                correlationId);
    }
}
