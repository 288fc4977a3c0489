package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.campaign.check.Checker;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.EvidenceReader;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Sent;
import io.daybook.campaign.check.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults that the log must not be harmed by, each by itself: a failover to a standby that lacks the last commits, which no
 * promise covers, and clocks that are wrong.
 */
class LogFaultsIT {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "daybook.events";
    private static final BigDecimal MUCH = new BigDecimal("5000.00");

    /** All that is still in the log: what a failover loses is no part of it. */
    private static final List<Line> HISTORY = new ArrayList<>();

    private static Deployment deployment;
    private static Bank bank;

    private final UUID account = UUID.randomUUID();
    private int keys;

    @BeforeAll
    static void start() {
        deployment = Deployment.start(new Deployment.Setup(
                CampaignIT.CHECKOUT, CampaignIT.LOGS, new Topology(1, 2, 1, 1), Map.of(), false, true));
        bank = new Bank(deployment.token(), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bank.close();
        deployment.close();
    }

    private Sent sent(Kind kind, BigDecimal amount) {
        return new Sent(account + "-" + ++keys, kind, account, null, null, amount);
    }

    private static Answered attempt(ServiceMember service, Sent sent) throws InterruptedException {
        return bank.command(service.endpoint(), sent, null).line();
    }

    /** Sends it until there is a definite answer. */
    private static Answered answer(ServiceMember service, Sent sent) {
        return await().atMost(RECOVERY_MAX).until(() -> attempt(service, sent), answered -> !answered.isInDoubt());
    }

    private static Answered answerInHistory(ServiceMember service, Sent sent) {
        Answered answered = answer(service, sent);
        HISTORY.add(sent);
        HISTORY.add(answered);
        return answered;
    }

    private static String asked(ServiceMember service, String path, String pointer)
            throws IOException, InterruptedException {
        return bank.get(service.endpoint(), path).at(pointer).asString("");
    }

    private static void awaitReadiness(ServiceMember service, String status) {
        await().ignoreExceptions().atMost(RECOVERY_MAX).until(() -> asked(
                        service, "/actuator/health/readiness", "/status")
                .equals(status));
    }

    @Test
    void a_command_service_whose_clock_is_wrong_dates_nothing_until_it_is_right_again() throws Exception {
        ServiceMember wrong = deployment.commands().getFirst();
        ServiceMember right = deployment.commands().getLast();
        Clock clock = Objects.requireNonNull(deployment.clocks().get(wrong.name()));
        assertThat(answerInHistory(right, sent(Kind.OPEN, MUCH)).isAcknowledged())
                .isTrue();
        for (Duration by : List.of(Duration.ofMinutes(10), Duration.ofSeconds(-40))) {
            clock.skew(by);
            awaitReadiness(wrong, "DOWN");

            Sent deposit = sent(Kind.DEPOSIT, BigDecimal.ONE);
            Answered refused = attempt(wrong, deposit);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/clock-deviates");
            assertThat(asked(wrong, "/v1/log", "/troubles/0")).startsWith("The clock of this instance is ");
            assertThat(answerInHistory(right, deposit).isAcknowledged()).isTrue();
        }
        clock.skew(Duration.ZERO);
        awaitReadiness(wrong, "UP");
        assertThat(answerInHistory(wrong, sent(Kind.DEPOSIT, BigDecimal.ONE)).isAcknowledged())
                .isTrue();
        assertThat(EvidenceReader.log(deployment.logSource()))
                .allMatch(event -> event.recordedAt().isBefore(Instant.now().plusSeconds(1)));
    }

    @Test
    void after_a_failover_that_lost_commits_nothing_contradicts_the_log_once_topic_and_views_are_made_anew(
            @TempDir Path temp) throws Exception {
        ServiceMember warm = deployment.commands().getFirst();
        ServiceMember other = deployment.commands().getLast();
        assertThat(answerInHistory(warm, sent(Kind.OPEN, BigDecimal.ZERO)).isAcknowledged())
                .isTrue();
        Path standby = temp.resolve("standby");
        deployment.log().leaveBehind(standby);
        Answered lost = answer(warm, sent(Kind.DEPOSIT, MUCH));
        assertThat(lost.isAcknowledged()).isTrue();
        assertThat(Settling.ofViews(deployment, RECOVERY_MAX).await()).isEmpty();

        deployment.log().failOver(standby);

        Answered instead = answerInHistory(other, sent(Kind.DEPOSIT, BigDecimal.ONE));
        assertThat(instead.position()).isEqualTo(lost.position());
        Answered withdrawal = answerInHistory(warm, sent(Kind.WITHDRAW, MUCH));
        assertThat(withdrawal.problem()).isEqualTo("/problems/insufficient-funds");
        await().ignoreExceptions().atMost(RECOVERY_MAX).until(() -> (asked(warm, "/v1/relay", "/trouble/detail")
                        + asked(other, "/v1/relay", "/trouble/detail"))
                .contains("which is not in this log"));

        makeTopicAndViewsAnew();

        assertThat(Settling.ofViews(deployment, RECOVERY_MAX).await()).isEmpty();
        assertThat(Checker.check(evidence())).isEmpty();
    }

    /** The steps of docs/operations.md, "Back up and restore". */
    private static void makeTopicAndViewsAnew() throws Exception {
        deployment.projectors().forEach(ServiceMember::close);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", deployment.bootstrapServers()))) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
        deployment.emptyViews();
        deployment.projectors().forEach(ServiceMember::start);
    }

    private static Evidence evidence() throws Exception {
        Map<String, Table> views = new HashMap<>();
        for (String view : deployment.viewNames()) {
            views.putAll(EvidenceReader.view(view, deployment.viewSource(view)));
        }
        return new Evidence(
                HISTORY,
                EvidenceReader.log(deployment.logSource()),
                EvidenceReader.head(deployment.logSource()),
                EvidenceReader.topic(deployment.bootstrapServers(), TOPIC),
                views);
    }
}
