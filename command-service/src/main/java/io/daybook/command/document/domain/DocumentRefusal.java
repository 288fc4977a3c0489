package io.daybook.command.document.domain;

import io.daybook.command.decision.Refusal;
import java.util.Locale;
import java.util.UUID;

/** Every reason for which the bank refuses a command to a document, beside those that lie in its account. */
public sealed interface DocumentRefusal extends Refusal.Worded {

    /** No document has that id. */
    record UnknownDocument(UUID documentId) implements DocumentRefusal {
        @Override
        public Words words() {
            return unknown("unknown-document", "There is no document %s.".formatted(documentId));
        }
    }

    /** A document is decided once. */
    record DocumentIsDecided(UUID documentId, Document.Status status) implements DocumentRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "document-decided",
                    "Document %s is %s already. Hand in a new one if there is a better."
                            .formatted(documentId, status.name().toLowerCase(Locale.ROOT)));
        }
    }
}
