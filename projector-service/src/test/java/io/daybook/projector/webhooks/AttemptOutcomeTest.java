package io.daybook.projector.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AttemptOutcomeTest {

    private static final WebhooksProperties DEFAULTS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("daybook.webhooks", WebhooksProperties.class);

    private static final RetrySchedule WITHOUT_JITTER = new RetrySchedule(DEFAULTS, () -> 0);

    private static DeliveryLease afterTries(int tries) {
        return new DeliveryLease(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "https://crm.example/hooks",
                List.of("master:1:2026:AAAA"),
                "{}",
                tries);
    }

    private static AttemptOutcome answered(int status, int triesBefore) {
        return AttemptOutcome.of(afterTries(triesBefore), Attempt.answered(status, Duration.ZERO), WITHOUT_JITTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any_answer_of_success_delivers(int status) {
        assertThat(answered(status, 0).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(answered(status, 0).error()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 404, 429, 500, 503})
    void any_other_answer_is_a_failed_try(int status) {
        assertThat(answered(status, 0).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(answered(status, 0).error()).contains(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT5M", "2, PT30M", "3, PT2H", "4, PT5H", "5, PT10H", "6, PT14H", "7, PT20H", "8, PT24H"})
    void pauses_grow_as_the_standard_suggests(int triesBefore, Duration pause) {
        assertThat(answered(500, triesBefore).pause()).isEqualTo(pause);
    }

    @Test
    void the_tenth_failed_try_is_the_last() {
        assertThat(answered(500, 9).status()).isEqualTo(DeliveryStatus.DEAD);
    }

    @Test
    void a_pause_is_longer_by_chance_by_a_fifth_at_most() {
        var retries = new RetrySchedule(DEFAULTS, () -> 1);

        assertThat(retries.pause(1, Duration.ZERO)).contains(Duration.ofSeconds(6));
    }

    @Test
    void no_answer_is_a_failed_try_with_its_reason() {
        AttemptOutcome outcome = AttemptOutcome.of(afterTries(0), Attempt.failed("No connection."), WITHOUT_JITTER);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(outcome.httpStatus()).isNull();
        assertThat(outcome.error()).isEqualTo("No connection.");
    }

    @Test
    void gone_keeps_the_delivery_and_ends_the_subscription_however_often_it_was_tried() {
        AttemptOutcome outcome = answered(410, 9);

        assertThat(outcome.isGone()).isTrue();
        assertThat(outcome.status()).isEqualTo(DeliveryStatus.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "429, PT1M, PT1M, PT1M",
        "503, PT1S, PT5S, PT1S",
        "503, PT100H, PT24H, PT24H",
        "500, PT1M, PT1M, PT0S",
    })
    void retry_after_lengthens_a_pause_within_bounds_and_an_overloaded_receiver_is_left_alone(
            int status, Duration retryAfter, Duration pause, Duration rest) {
        AttemptOutcome outcome = AttemptOutcome.of(afterTries(0), Attempt.answered(status, retryAfter), WITHOUT_JITTER);

        assertThat(outcome.pause()).isEqualTo(pause);
        assertThat(outcome.rest()).isEqualTo(rest);
    }
}
