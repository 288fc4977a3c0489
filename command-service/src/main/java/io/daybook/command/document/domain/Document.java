package io.daybook.command.document.domain;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.DocumentEvent;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;

/**
 * A document as its events have left it.
 *
 * @param status state of its review
 */
public record Document(Status status) implements StreamState {

    /** State of a document's review. */
    public enum Status {
        /** Nothing yet. */
        SUBMITTED,
        /** It is good. */
        ACCEPTED,
        /** It is not. */
        REJECTED
    }

    /** A document that was just submitted. */
    public static final Document SUBMITTED = new Document(Status.SUBMITTED);

    @Override
    public Document evolve(AppliedEvent applied) {
        return applied.event() instanceof DocumentEvent event ? evolve(event) : this;
    }

    private static Document evolve(DocumentEvent event) {
        return switch (event) {
            case DocumentSubmitted submitted -> SUBMITTED;
            case DocumentAccepted accepted -> new Document(Status.ACCEPTED);
            case DocumentRejected rejected -> new Document(Status.REJECTED);
        };
    }
}
