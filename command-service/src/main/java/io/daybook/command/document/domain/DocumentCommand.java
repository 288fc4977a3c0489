package io.daybook.command.document.domain;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands to documents, decided by {@link DocumentDecider}. */
public sealed interface DocumentCommand extends Command {

    /** The document's id. */
    UUID documentId();

    @Override
    default List<UUID> streams() {
        return List.of(documentId());
    }

    @Override
    default Decision decide(StreamStates states, DecisionTime time) {
        return DocumentDecider.decide(this, states, time);
    }

    /**
     * Hand a document in. Its content is in the document store already.
     *
     * @param documentId the new document
     * @param accountId the account it belongs to
     * @param name the name of its file
     * @param title title in words, if given
     * @param kind kind of document as a short code, if that was said
     * @param mediaType type of its content, as a media type without parameters
     * @param sizeBytes size of its content
     * @param sha256 the SHA-256 of its content, as 64 hexadecimal digits
     */
    record Submit(
            UUID documentId,
            UUID accountId,
            String name,
            @Nullable String title,
            @Nullable String kind,
            String mediaType,
            long sizeBytes,
            String sha256)
            implements DocumentCommand {

        @Override
        public List<UUID> streams() {
            return List.of(documentId, accountId);
        }

        @Override
        public UUID ownedStream() {
            return accountId;
        }
    }

    /**
     * Find a document good.
     *
     * @param documentId the document
     */
    record Accept(UUID documentId) implements DocumentCommand {}

    /**
     * Find a document not good enough. Why stands beside the command, as its reason.
     *
     * @param documentId the document
     */
    record Reject(UUID documentId) implements DocumentCommand {}
}
