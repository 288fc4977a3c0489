package io.daybook.campaign.check;

import static io.daybook.campaign.check.Run.ADA;
import static io.daybook.campaign.check.Run.CHARLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.commands.AcknowledgedOnce;
import io.daybook.campaign.check.commands.IdempotentResponses;
import io.daybook.campaign.check.commands.NoRefusedCommandInLog;
import io.daybook.campaign.check.commands.NoUnrequestedEvents;
import io.daybook.campaign.check.commands.StrictSerializability;
import io.daybook.campaign.check.log.ChainHolds;
import io.daybook.campaign.check.log.LimitsHold;
import io.daybook.campaign.check.log.MoneyConserved;
import io.daybook.campaign.check.log.MonotonicRecordedTime;
import io.daybook.campaign.check.log.PositionsGapless;
import io.daybook.campaign.check.log.VersionsGapless;
import io.daybook.campaign.check.topic.TopicComplete;
import io.daybook.campaign.check.topic.TopicOrdered;
import io.daybook.campaign.check.views.ExpectedTables;
import io.daybook.campaign.check.views.ReadsFresh;
import io.daybook.campaign.check.views.ReadsMatchLog;
import io.daybook.campaign.check.views.ReadsMonotonic;
import io.daybook.campaign.check.views.ViewsEqualLog;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each violation in a history that was made for it. */
class CheckerTest {

    private static List<String> broken(Run run) {
        return Checker.check(run.evidence()).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }

    @Test
    void finds_nothing_where_everything_is_as_promised() {
        assertThat(Checker.check(Run.whole().evidence())).isEmpty();
    }

    @Test
    void finds_nothing_wrong_with_doubtful_commands_whether_they_were_recorded_or_not() {
        Run run = Run.whole();
        String recorded = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.isAnswered(recorded, 0).records(recorded, run.deposit(ADA, "7.00"));
        run.isAnswered(run.sends(Kind.DEPOSIT, ADA, null, "8.00"), 503);

        assertThat(broken(run)).isEmpty();
    }

    @Test
    void finds_an_acknowledged_command_that_is_not_in_the_log() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.isAcknowledged(key, List.of(run.deposit(ADA, "7.00")));

        assertThat(broken(run)).containsExactly(new AcknowledgedOnce().promise());
    }

    @Test
    void finds_a_command_that_was_recorded_twice() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        LogEvent first = run.records(key, run.deposit(ADA, "7.00"));
        run.records(key, run.deposit(ADA, "7.00"));
        run.isAcknowledged(key, List.of(first));

        assertThat(broken(run)).containsExactly(new AcknowledgedOnce().promise());
    }

    @Test
    void finds_a_doubtful_command_that_was_recorded_twice() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.isAnswered(key, 0);
        run.records(key, run.deposit(ADA, "7.00"));
        run.records(key, run.deposit(ADA, "7.00"));

        assertThat(broken(run)).containsExactly(new AcknowledgedOnce().promise());
    }

    @Test
    void finds_a_command_that_was_recorded_with_another_amount_or_for_another_account() {
        Run otherAmount = Run.whole();
        String key = otherAmount.sends(Kind.DEPOSIT, ADA, null, "7.00");
        otherAmount.records(key, otherAmount.deposit(ADA, "70.00"));
        Run otherAccount = Run.whole();
        key = otherAccount.sends(Kind.DEPOSIT, ADA, null, "7.00");
        otherAccount.records(key, otherAccount.deposit(CHARLES, "7.00"));

        assertThat(broken(otherAmount)).containsExactly(new AcknowledgedOnce().promise());
        assertThat(broken(otherAccount)).containsExactly(new AcknowledgedOnce().promise());
    }

    @Test
    void finds_an_answer_that_names_other_events_than_the_log_has() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.records(key, run.deposit(ADA, "7.00"));
        run.isAcknowledged(key, List.of(run.log().get(2)));

        assertThat(broken(run)).containsExactly(new AcknowledgedOnce().promise());
    }

    @Test
    void finds_a_refused_command_that_is_in_the_log() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.records(key, run.deposit(ADA, "7.00"));
        run.isAnswered(key, 422);

        assertThat(broken(run)).containsExactly(new NoRefusedCommandInLog().promise());
    }

    @Test
    void finds_two_different_answers_under_one_key() {
        Run run = Run.whole();
        String key = run.sends(Kind.DEPOSIT, ADA, null, "7.00");
        run.isAnswered(key, 404).isAnswered(key, 422);

        assertThat(broken(run)).containsExactly(new IdempotentResponses().promise());
    }

    @Test
    void finds_an_event_that_nobody_asked_for() {
        Run run = Run.whole();
        run.records("nobody's", run.deposit(ADA, "7.00"));

        assertThat(broken(run)).containsExactly(new NoUnrequestedEvents().promise());
    }

    @Test
    void finds_a_command_that_stands_before_what_was_acknowledged_before_it_was_sent() {
        Run run = Run.whole();
        LogEvent early = run.records("key-later", run.deposit(ADA, "7.00"));
        run.deposits(ADA, "9.00");
        var evidence = run.evidence();
        evidence.history().add(new Line.Sent("key-later", Kind.DEPOSIT, ADA, null, null, BigDecimal.valueOf(7)));

        assertThat(early.position()).isLessThan(evidence.head().position());
        assertThat(Checker.check(evidence))
                .extracting(Violation::promise)
                .containsExactly(new StrictSerializability().promise());
    }

    @Test
    void finds_a_gap_between_positions_and_with_it_all_that_it_breaks() {
        Run run = Run.whole();
        run.log().remove(2);

        assertThat(broken(run))
                .contains(
                        new PositionsGapless().promise(),
                        new VersionsGapless().promise(),
                        new ChainHolds().promise(),
                        new AcknowledgedOnce().promise());
    }

    @Test
    void finds_a_tail_that_was_cut_off_by_the_head() {
        Run run = Run.whole();
        Evidence whole = run.evidence();
        var cut = new Evidence(
                whole.history(),
                whole.log().subList(0, whole.log().size() - 1),
                whole.head(),
                whole.topic(),
                whole.views());

        assertThat(new PositionsGapless().violations(cut)).hasSize(1);
        assertThat(new ChainHolds().violations(cut)).hasSize(1);
    }

    @Test
    void finds_an_event_that_was_altered_after_it_was_recorded() {
        Run run = Run.whole();
        run.log().set(2, withPayload(run.log().get(2), "100.00", "999.00"));

        assertThat(broken(run)).contains(new ChainHolds().promise(), new AcknowledgedOnce().promise());
    }

    private static LogEvent withPayload(LogEvent event, String from, String to) {
        return new LogEvent(
                event.position(),
                event.streamId(),
                event.streamVersion(),
                event.eventId(),
                event.type(),
                event.schemaVersion(),
                event.payload().replace(from, to),
                event.effectiveDate(),
                event.recordedAt(),
                event.actor(),
                event.reason(),
                event.purpose(),
                event.correlationId(),
                event.causationId(),
                event.metadata(),
                event.hash());
    }

    @Test
    void finds_a_time_that_runs_back() {
        Run run = Run.whole();
        Collections.swap(run.log(), 0, 1);

        assertThat(new MonotonicRecordedTime().violations(run.evidence())).hasSize(1);
    }

    @Test
    void finds_an_account_that_goes_below_its_limit_even_for_one_event() {
        Run run = Run.whole();
        run.withdraws(ADA, "30.01").deposits(ADA, "1000.00");

        assertThat(broken(run)).containsExactly(new LimitsHold().promise());
    }

    @Test
    void finds_a_hold_of_more_than_is_available() {
        Run run = Run.whole();
        run.holds(CHARLES, "100.01");

        assertThat(broken(run)).containsExactly(new LimitsHold().promise());
    }

    @Test
    void finds_half_a_transfer() {
        Run run = Run.whole();
        String key = run.sends(Kind.TRANSFER, ADA, CHARLES, "5.00");
        run.isAnswered(key, 0).records(key, run.sent(ADA, CHARLES, "5.00"));

        assertThat(broken(run)).containsExactly(new AcknowledgedOnce().promise(), new MoneyConserved().promise());
    }

    @Test
    void finds_a_transfer_that_makes_money() {
        Run run = Run.whole();
        String key = run.sends(Kind.TRANSFER, ADA, CHARLES, "5.00");
        LogEvent sent = run.sent(ADA, CHARLES, "5.00");
        run.isAnswered(key, 0).records(key, sent);
        run.records(key, withPayload(run.received(ADA, CHARLES, "5.00"), "5.00", "50.00"));

        assertThat(broken(run)).contains(new MoneyConserved().promise());
    }

    @Test
    void finds_a_read_that_is_older_than_what_was_insisted_on() {
        Run run = Run.whole();
        run.reads(2, ADA, 3, 2, "100.00", "0.00");

        assertThat(broken(run)).containsExactly(new ReadsFresh().promise());
    }

    @Test
    void finds_a_session_that_sees_time_run_back() {
        Run run = Run.whole();
        run.reads(1, ADA, 0, 2, "100.00", "0.00");

        assertThat(broken(run)).containsExactly(new ReadsMonotonic().promise());
    }

    @Test
    void finds_a_read_of_what_never_was() {
        Run run = Run.whole();
        run.reads(1, ADA, 0, 3, "-20.01", "0.00").reads(1, CHARLES, 0, 99, "1.00", "0.00");

        assertThat(new ReadsMatchLog().violations(run.evidence())).hasSize(2);
    }

    @Test
    void finds_an_event_that_was_never_published() {
        Run run = Run.whole().withTopic(topic -> topic.subList(0, topic.size() - 1));

        assertThat(broken(run)).containsExactly(new TopicComplete().promise());
    }

    @Test
    void finds_a_record_that_is_not_what_the_log_has() {
        Run run = Run.whole().withTopic(topic -> {
            TopicRecord first = topic.getFirst();
            topic.add(new TopicRecord(0, 99, first.key(), first.position(), first.eventId(), "{}"));
            return topic;
        });

        assertThat(broken(run)).containsExactly(new TopicComplete().promise());
    }

    @Test
    void finds_nothing_wrong_with_records_that_come_again() {
        Run run = Run.whole().withTopic(topic -> {
            topic.addAll(List.copyOf(topic));
            return topic;
        });

        assertThat(broken(run)).isEmpty();
    }

    @Test
    void finds_records_of_an_account_that_changed_places() {
        Run run = Run.whole().withTopic(topic -> {
            // Ada's deposit and her transfer.
            Collections.swap(topic, 2, 3);
            return topic;
        });

        assertThat(broken(run)).containsExactly(new TopicOrdered().promise());
    }

    @Test
    void finds_a_row_that_is_missing_too_much_or_different_in_any_table() {
        assertThat(broken(Run.withRowsEverywhere())).isEmpty();
        for (Table table : ExpectedTables.of(Run.withRowsEverywhere().log())) {
            assertThat(table.rows()).as(table.name()).isNotEmpty();
            String key = table.rows().keySet().iterator().next();
            assertThat(withChanged(table.name(), key, null)).as(table.name()).containsExactly(promise());
            assertThat(withChanged(table.name(), key, "other")).as(table.name()).containsExactly(promise());
            assertThat(withChanged(table.name(), "more", "row"))
                    .as(table.name())
                    .containsExactly(promise());
        }
    }

    private static String promise() {
        return new ViewsEqualLog().promise();
    }

    private static List<String> withChanged(String name, String key, @Nullable String row) {
        return broken(Run.withRowsEverywhere().withViews(tables -> {
            for (Table table : tables) {
                if (table.name().equals(name)) {
                    table.rows().compute(key, (same, before) -> row);
                }
            }
            return tables;
        }));
    }
}
