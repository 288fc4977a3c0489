package io.daybook.command.document.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.unknownAccount;
import static io.daybook.command.document.domain.DocumentRefusals.documentIsDecided;
import static io.daybook.command.document.domain.DocumentRefusals.unknownDocument;

import io.daybook.command.account.domain.Account;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.document.domain.DocumentCommand.Accept;
import io.daybook.command.document.domain.DocumentCommand.Reject;
import io.daybook.command.document.domain.DocumentCommand.Submit;
import io.daybook.events.DocumentEvent;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import java.util.List;

/** Decides commands to documents: events, or a refusal. Pure. */
final class DocumentDecider {

    private DocumentDecider() {}

    static Decision decide(DocumentCommand command, StreamStates states, DecisionTime time) {
        return switch (command) {
            case Submit submit -> submit(submit, states, time);
            case Accept accept -> review(accept, new DocumentAccepted(), states, time);
            case Reject reject -> review(reject, new DocumentRejected(), states, time);
        };
    }

    /** Documents are taken for accounts that live; a frozen one lives, and may need them to be unfrozen. */
    private static Decision submit(Submit command, StreamStates states, DecisionTime time) {
        return states.find(command.accountId(), Account.class)
                .map(account -> account.status() == Account.Status.CLOSED
                        ? new Refused(accountIsClosed(command.accountId()))
                        : accepted(command, submitted(command), time))
                .orElseGet(() -> new Refused(unknownAccount(command.accountId())));
    }

    private static DocumentSubmitted submitted(Submit command) {
        return new DocumentSubmitted(
                command.accountId(),
                command.name(),
                command.title(),
                command.kind(),
                command.mediaType(),
                command.sizeBytes(),
                command.sha256());
    }

    /** Decides a review, once: a better document is submitted as a new one. */
    private static Decision review(
            DocumentCommand command, DocumentEvent event, StreamStates states, DecisionTime time) {
        return states.find(command.documentId(), Document.class)
                .map(document -> document.status() == Document.Status.SUBMITTED
                        ? accepted(command, event, time)
                        : new Refused(documentIsDecided(command.documentId(), document.status())))
                .orElseGet(() -> new Refused(unknownDocument(command.documentId())));
    }

    private static Decision accepted(DocumentCommand command, DocumentEvent event, DecisionTime time) {
        return new Accepted(List.of(new NewEvent(command.documentId(), event, time.today())));
    }
}
