package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that ask too often, over HTTP. All come from one address, as this machine has no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTest {

    private static final String PATH = "/v1/products";
    private static final int TRIES = 60;

    private final String busy = token("busy");
    private final String busyWithAnother = token("busy");
    private final String calm = token("calm");
    private final String member = token("member");
    private final String customer = TestServers.issuer().token("customer", LocalIssuer.EVERY_SCOPE, "customer-1");
    private QueryService service;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.groups=catalogue",
                "daybook.access.rate.per-second=1",
                "daybook.access.rate.burst=20",
                "daybook.access.rate.customer-per-second=1",
                "daybook.access.rate.customer-burst=5",
                "daybook.access.rate.address-per-second=1",
                "daybook.access.rate.address-burst=20");
        for (String token : List.of(busy, busyWithAnother, calm, member, customer)) {
            assertThat(service.as(token, PATH).status()).isEqualTo(200);
        }
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void a_client_that_asks_too_often_is_told_when_to_ask_again_and_no_other_is() {
        List<Answer> answers = asked(busy);

        assertThat(answers).extracting(Answer::status).startsWith(200).contains(429);
        assertThat(answers.getLast()).satisfies(RateLimitTest::tellsWhatToDo);
        assertThat(service.as(busyWithAnother, PATH).status())
                .as("another token of the same subject")
                .isEqualTo(429);
        assertThat(service.as(calm, PATH).status()).isEqualTo(200);
        assertThat(refused("token")).isPositive();
    }

    @Test
    void a_customer_may_ask_less_often_than_a_member_of_the_bank() {
        List<Answer> answers =
                Stream.generate(() -> service.as(customer, PATH)).limit(10).toList();

        assertThat(answers).extracting(Answer::status).startsWith(200).contains(429);
        assertThat(answers.getLast()).satisfies(RateLimitTest::tellsWhatToDo);
    }

    @Test
    void a_flood_of_wrong_tokens_is_stopped_before_they_are_looked_at_and_stops_nobody_who_is_in() {
        List<Answer> answers = asked("forged");

        assertThat(answers).extracting(Answer::status).startsWith(401).contains(429);
        assertThat(answers.getLast()).satisfies(RateLimitTest::tellsWhatToDo);
        assertThat(service.as(member, PATH).status()).isEqualTo(200);
        assertThat(service.get("/actuator/health/liveness", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(refused("address")).isPositive();
    }

    private List<Answer> asked(String token) {
        return Stream.generate(() -> service.as(token, PATH)).limit(TRIES).toList();
    }

    private static void tellsWhatToDo(Answer refused) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("type")).isEqualTo("/problems/too-many-requests");
        assertThat(refused.text("detail")).contains("Send it again after");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private double refused(String client) {
        return service.get("/actuator/prometheus", "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith("daybook_access_limited_total{client=\"%s\"".formatted(client)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private static String token(String subject) {
        return TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, null);
    }
}
