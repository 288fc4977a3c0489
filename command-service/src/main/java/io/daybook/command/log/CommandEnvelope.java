package io.daybook.command.log;

import io.daybook.command.decision.Command;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command with its metadata: by whom and why it is given, and under which conditions.
 *
 * @param command the command
 * @param operationId names the business operation; all its events carry it as their correlation id
 * @param origin origin: actor, reason and purpose
 * @param idempotency under which key the answer is remembered, or null if it need not be
 * @param expectedVersion the version that the command's first stream must have, if the caller insists on one
 */
public record CommandEnvelope(
        Command command,
        UUID operationId,
        Origin origin,
        @Nullable Idempotency idempotency,
        OptionalLong expectedVersion) {

    /** Stands for {@code If-Match: *}: any version, as long as the stream exists. */
    public static final long ANY_VERSION = 0;

    /**
     * Origin of a command: who wants it, and why.
     *
     * @param actor person or program that asks
     * @param reason reason in free text, if given
     * @param purpose reason as a short code, if given
     * @param metadata further facts about where it comes from, as a JSON object, if there are any
     */
    public record Origin(
            String actor,
            @Nullable String reason,
            @Nullable String purpose,
            @Nullable String metadata) {}

    /**
     * Under which key the answer is remembered.
     *
     * @param key the key, which tells whose it is; see {@link StoredKey}
     * @param fingerprint a digest of the request, by which another request under the same key is told apart
     * @param remembersRefusals true if refusals are remembered too; if not, the same request is decided anew
     * @param earlier form in which earlier versions remembered it; null if there was no such key then
     */
    public record Idempotency(
            String key,
            Fingerprint fingerprint,
            boolean remembersRefusals,
            @Nullable EarlierForm earlier) {}

    /**
     * Form in which the outcome of the same request was stored when keys did not tell their senders apart. What is stored in it
     * stays in force, for those to whom it can have been given.
     *
     * @param key the key then
     * @param fingerprint the digest of the request, as it was taken then
     * @param owner by what a stored outcome is recognized as the sender's own
     */
    public record EarlierForm(String key, Fingerprint fingerprint, Owner owner) {

        /** Sign by which the owner of a key is known. */
        public enum Owner {
            /** It belonged to the actor of the command. */
            ACTOR,
            /** It belonged to the first stream of the command, whoever sent it. */
            STREAM
        }
    }
}
