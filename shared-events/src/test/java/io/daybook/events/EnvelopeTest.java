package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final RecordedEvent EVENT = new RecordedEvent(
            7,
            UUID.fromString("0198f0a2-0000-7000-8000-000000000001"),
            2,
            UUID.fromString("0198f0a2-0000-7000-8000-000000000002"),
            "MoneyDeposited",
            1,
            "{\"amount\":{\"value\":\"100.00\",\"currency\":\"EUR\"}}",
            LocalDate.parse("2026-01-31"),
            Instant.parse("2026-02-01T08:30:00.123456Z"),
            "teller-1",
            "salary — January",
            "SALA",
            UUID.fromString("0198f0a2-0000-7000-8000-000000000003"),
            null,
            null,
            Hash.NONE);

    @Test
    void survives_the_way_through_cloud_events_attributes() {
        Map<String, String> attributes = CloudEventAttributes.of(EVENT);

        assertThat(CloudEventAttributes.toEvent(attributes::get, EVENT.payload()))
                .isEqualTo(EVENT);
    }

    @Test
    void names_an_attribute_that_is_absent() {
        var attributes = new HashMap<>(CloudEventAttributes.of(EVENT));
        attributes.remove("position");

        assertThatThrownBy(() -> CloudEventAttributes.toEvent(attributes::get, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
    }

    @Test
    void is_chained_by_a_hash_that_anybody_can_recompute() {
        // Computed independently from the field list in HashChain's documentation (Python's struct and hashlib).
        assertThat(HashChain.next(Hash.NONE, EVENT))
                .hasToString("6d10fe28b5c417b5c37871097e5221b0d8b122f8e6e76afa2e1e5a2065152741");
    }

    @Test
    void has_another_hash_once_anything_about_it_differs() {
        Hash original = HashChain.next(Hash.NONE, EVENT);

        assertThat(HashChain.next(original, EVENT)).isNotEqualTo(original);
        assertThat(HashChain.next(Hash.NONE, EVENT.withHash(original))).isEqualTo(original);
    }

    @Test
    void may_say_in_its_metadata_which_trace_it_was_recorded_in() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(TraceMetadata.of(traceparent)).isEqualTo("{\"traceparent\":\"%s\"}".formatted(traceparent));
        assertThat(TraceMetadata.traceparent(TraceMetadata.of(traceparent))).hasValue(traceparent);
        assertThat(TraceMetadata.traceparent(
                        "{\"operation\":\"CASH_DEPOSIT\",\"traceparent\":\"%s\"}".formatted(traceparent)))
                .hasValue(traceparent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "{}",
                "{\"operation\":\"traceparent\"}",
                "{\"traceparent\":\"my own column\"}",
                "{\"traceparent\":7}",
                "traceparent"
            })
    void has_no_trace_unless_its_metadata_says_one(@Nullable String metadata) {
        assertThat(TraceMetadata.traceparent(metadata)).isEmpty();
    }
}
