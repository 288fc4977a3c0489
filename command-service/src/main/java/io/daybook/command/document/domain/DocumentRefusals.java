package io.daybook.command.document.domain;

import static io.daybook.command.decision.Refusal.notAllowedNow;
import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.Refusal;
import java.util.Locale;
import java.util.UUID;

/** Every reason for which the bank refuses a command to a document, beside those that lie in its account. */
public final class DocumentRefusals {

    private DocumentRefusals() {}

    static Refusal unknownDocument(UUID documentId) {
        return unknown("unknown-document", "There is no document %s.".formatted(documentId));
    }

    static Refusal documentIsDecided(UUID documentId, Document.Status status) {
        return notAllowedNow(
                "document-decided",
                "Document %s is %s already. Hand in a new one if there is a better."
                        .formatted(documentId, status.name().toLowerCase(Locale.ROOT)));
    }
}
