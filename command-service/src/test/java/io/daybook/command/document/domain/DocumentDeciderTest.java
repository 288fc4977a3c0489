package io.daybook.command.document.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.unknownAccount;
import static io.daybook.command.document.domain.DocumentRefusals.documentIsDecided;
import static io.daybook.command.document.domain.DocumentRefusals.unknownDocument;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.Account;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.document.domain.Document.Status;
import io.daybook.command.document.domain.DocumentCommand.Accept;
import io.daybook.command.document.domain.DocumentCommand.Reject;
import io.daybook.command.document.domain.DocumentCommand.Submit;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.DocumentEvent;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentDeciderTest {

    private static final UUID DOCUMENT = new UUID(0, 1);
    private static final UUID ACCOUNT = new UUID(0, 2);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final DecisionTime NOW = new DecisionTime(Instant.parse("2026-03-15T12:00:00Z"), TODAY);
    private static final String SHA_256 = "ab".repeat(32);
    private static final Submit SUBMIT =
            new Submit(DOCUMENT, ACCOUNT, "passport.pdf", "Passport", "PASSPORT", "application/pdf", 7, SHA_256);
    private static final DocumentSubmitted SUBMITTED =
            new DocumentSubmitted(ACCOUNT, "passport.pdf", "Passport", "PASSPORT", "application/pdf", 7, SHA_256);

    private static Account account(AccountEvent... since) {
        Account account = Account.opened(new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), TODAY);
        for (AccountEvent event : since) {
            account = account.evolve(new AppliedEvent(new UUID(0, 0), event, TODAY));
        }
        return account;
    }

    private static Document document(DocumentEvent... since) {
        Document document = Document.SUBMITTED;
        for (DocumentEvent event : since) {
            document = document.evolve(new AppliedEvent(new UUID(0, 0), event, TODAY));
        }
        return document;
    }

    private static Decision decide(DocumentCommand command, Map<UUID, ? extends StreamState> states) {
        return command.decide(
                new StreamStates() {
                    @Override
                    public Optional<StreamState> find(UUID streamId) {
                        return Optional.ofNullable(states.get(streamId));
                    }

                    @Override
                    public List<DomainEvent> causedBy(UUID eventId) {
                        return List.of();
                    }

                    @Override
                    public List<CustomerAccount> accountsOf(String customerId) {
                        return List.of();
                    }
                },
                NOW);
    }

    private static void thenEvent(Decision decision, DocumentEvent event) {
        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.events())
                .containsExactly(new NewEvent(DOCUMENT, event, TODAY)));
    }

    private static void thenRefused(Decision decision, Refusal refusal) {
        assertThat(decision).isEqualTo(new Refused(refusal));
    }

    @Test
    void a_document_is_handed_in_for_an_account_that_lives_also_if_it_is_frozen() {
        assertThat(SUBMIT.streams()).containsExactly(DOCUMENT, ACCOUNT);
        thenEvent(decide(SUBMIT, Map.of(ACCOUNT, account())), SUBMITTED);
        thenEvent(decide(SUBMIT, Map.of(ACCOUNT, account(new AccountFrozen()))), SUBMITTED);
    }

    @Test
    void no_document_is_taken_for_an_account_that_is_closed_or_never_was() {
        thenRefused(decide(SUBMIT, Map.of(ACCOUNT, account(new AccountClosed()))), accountIsClosed(ACCOUNT));
        thenRefused(decide(SUBMIT, Map.of()), unknownAccount(ACCOUNT));
        thenRefused(decide(SUBMIT, Map.of(ACCOUNT, document())), unknownAccount(ACCOUNT));
    }

    @Test
    void a_reviewer_accepts_or_rejects_a_document() {
        thenEvent(decide(new Accept(DOCUMENT), Map.of(DOCUMENT, document())), new DocumentAccepted());
        thenEvent(decide(new Reject(DOCUMENT), Map.of(DOCUMENT, document())), new DocumentRejected());
    }

    @Test
    void a_document_is_decided_once() {
        var accepted = Map.of(DOCUMENT, document(new DocumentAccepted()));
        var rejected = Map.of(DOCUMENT, document(new DocumentRejected()));

        thenRefused(decide(new Reject(DOCUMENT), accepted), documentIsDecided(DOCUMENT, Status.ACCEPTED));
        thenRefused(decide(new Accept(DOCUMENT), rejected), documentIsDecided(DOCUMENT, Status.REJECTED));
        assertThat(documentIsDecided(DOCUMENT, Status.REJECTED).detail()).contains("is rejected already");
    }

    @Test
    void a_document_that_was_never_handed_in_is_not_decided() {
        thenRefused(decide(new Accept(DOCUMENT), Map.of()), unknownDocument(DOCUMENT));
    }
}
