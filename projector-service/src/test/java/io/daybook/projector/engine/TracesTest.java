package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TraceReceiver;
import io.daybook.testsupport.TraceReceiver.ReceivedSpan;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Where a command's trace ends: in every view. And what the service writes to its log. */
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLICATION = "00f067aa0ba902b7";

    private final ProjectorService projector = new ProjectorService();
    private final TraceReceiver receiver = new TraceReceiver();

    @AfterEach
    void stop() {
        projector.close();
        receiver.close();
    }

    @Test
    void an_event_of_a_traced_command_shows_its_way_into_each_view_and_others_show_none() {
        projector.start(
                "daybook.views=balances,audit",
                "management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.endpoint(),
                "management.opentelemetry.tracing.export.schedule-delay=100ms");
        projector.publish(anAccount());
        projector.publishTraced(anAccount(), "00-%s-%s-01".formatted(TRACE, PUBLICATION));
        projector.publish(anAccount());

        await().atMost(30, SECONDS).until(() -> receiver.spans(TRACE).size() >= 2);
        await().atMost(30, SECONDS).until(() -> projector
                .query("balances", "select count(*)::text from accounts")
                .equals(List.of("3")));
        assertThat(receiver.spans(TRACE)).allSatisfy(span -> {
            assertThat(span.service()).isEqualTo("projector-service");
            assertThat(span.parentId()).isEqualTo(PUBLICATION);
        });
        assertThat(receiver.spans(TRACE).stream().map(ReceivedSpan::name))
                .containsExactlyInAnyOrder("project balances", "project audit");
    }

    @Test
    void a_line_that_is_written_for_an_operator_names_the_request(CapturedOutput output) {
        projector.start("daybook.views=balances");
        projector.dropDatabase("balances");

        Answer answer = projector.get("/v1/views/balances/parked");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("X-Correlation-Id")).matches("[0-9a-f]{32}");
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("did not answer an operator"))
                        .map(JSON::readTree))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("correlationId").asString()).isEqualTo(answer.header("X-Correlation-Id"));
                    assertThat(line.path("traceId").asString()).isEqualTo(answer.header("X-Correlation-Id"));
                });
    }

    private RecordedEvent anAccount() {
        return projector.recorded(
                UUID.randomUUID(),
                new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")),
                LocalDate.parse("2026-01-01"));
    }
}
