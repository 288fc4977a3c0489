package io.daybook.command.http;

import io.daybook.access.Identity;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Caller of a request, as its headers and token tell. Controllers take it as a parameter.
 *
 * @param identity caller of the endpoint
 * @param idempotencyKey the Idempotency-Key, if the caller sent one
 * @param expectedVersion the version in If-Match, if the caller insists on one;
 *     {@link io.daybook.command.log.CommandEnvelope#ANY_VERSION} for {@code *}
 * @param request the method and the path, which belong to what the caller asks for
 */
public record Caller(Identity identity, @Nullable String idempotencyKey, OptionalLong expectedVersion, String request) {

    /** The text under which what comes of the request is stored; null if the caller sent no key. */
    public @Nullable String storedKey() {
        return idempotencyKey == null ? null : Sender.of(identity).storedKey(idempotencyKey);
    }

    /** Actor of the events that the request leads to. */
    public String actor() {
        return identity.actor();
    }
}
