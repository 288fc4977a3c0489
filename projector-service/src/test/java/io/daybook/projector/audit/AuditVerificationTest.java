package io.daybook.projector.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.DomainEvent;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit view is changed behind its back, five events long. */
class AuditVerificationTest {

    private static final String PATH = "/v1/views/audit/verification";
    private static final UUID ACCOUNT = new UUID(0, 7);

    private final ProjectorService projector = new ProjectorService();
    private Hash hash = Hash.NONE;

    @BeforeEach
    void fiveEvents() {
        publish(new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")));
        for (int i = 0; i < 4; i++) {
            publish(new MoneyDeposited(Money.of("1", "EUR"), null));
        }
        projector.start("daybook.views=audit");
        await().atMost(40, SECONDS).ignoreExceptions().until(() -> projector
                .query("audit", "select count(*) from history")
                .getFirst()
                .equals("5"));
    }

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void a_view_that_nobody_touched_ends_with_the_hash_of_the_log() {
        Answer answer = projector.get(PATH);

        assertThat(answer.body().get("ok").asBoolean()).isTrue();
        assertThat(answer.body().get("verifiedPosition").asLong()).isEqualTo(5);
        assertThat(answer.text("hash")).isEqualTo(hash.toString());
        assertThat(projector.get(PATH + "?from=3&to=5").text("hash")).isEqualTo(hash.toString());
    }

    @Test
    void a_row_that_was_altered_is_found() {
        projector.query("audit", "update history set actor = 'mallory' where position = 3");

        found("ALTERED", 3);
    }

    @Test
    void a_row_that_was_removed_is_found() {
        projector.query("audit", "delete from history where position = 3");

        found("REMOVED", 3);
    }

    @Test
    void a_span_must_begin_in_the_view_and_be_no_larger_than_is_answered_at_once() {
        assertThat(projector.get(PATH + "?from=9").status()).isEqualTo(422);
        assertThat(projector.get(PATH + "?from=0").status()).isEqualTo(400);
        assertThat(projector.get(PATH + "?to=100001").status()).isEqualTo(400);
    }

    private void found(String finding, long position) {
        Answer answer = projector.get(PATH);
        assertThat(answer.body().get("ok").asBoolean()).isFalse();
        assertThat(answer.text("finding")).isEqualTo(finding);
        assertThat(answer.body().get("firstPosition").asLong()).isEqualTo(position);
    }

    private void publish(DomainEvent event) {
        RecordedEvent recorded = projector.recorded(ACCOUNT, event, LocalDate.parse("2026-01-01"));
        hash = HashChain.next(hash, recorded);
        projector.publish(recorded.withHash(hash));
    }
}
