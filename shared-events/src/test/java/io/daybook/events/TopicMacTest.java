package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.TopicMac.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rule by which readers of the topic know the relay's records, see docs/security.md. */
class TopicMacTest {

    private static final String TOPIC = "daybook.events";
    private static final byte[] OLD = "an old key of thirty-two bytes..".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "a new key of thirty-two bytes...".getBytes(StandardCharsets.US_ASCII);

    private static final MacRange ALL = new MacRange(1, List.of("2026"));

    private final TopicMac mac = new TopicMac(TOPIC, Map.of("2026", OLD));
    private final RecordedEvent event = event("100.00", "teller");
    private final String header = mac.sign(event, ALL);

    private static RecordedEvent event(String amount, String actor) {
        return new RecordedEvent(
                7,
                UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001"),
                2,
                UUID.fromString("0198f0a2-0000-7000-8000-000000000002"),
                "MoneyDeposited",
                1,
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"EUR\"}}".formatted(amount),
                LocalDate.parse("2026-01-31"),
                Instant.parse("2026-02-01T08:30:00.123456Z"),
                actor,
                "salary",
                null,
                UUID.fromString("0198f0a2-0000-7000-8000-000000000003"),
                null,
                null,
                Hash.parse("38045c9bed4e76df6803f8d064d0dbed977d89fa72df0cfdea4a6ab7bf753017"));
    }

    @Test
    void the_documented_event_has_the_documented_header() {
        assertThat(header).isEqualTo("2026:1/2026:GWtEzxkMwRTU9Q+Ikq5WNvSAXnSHt1OSEt/Oc0G4Qic=");
        assertThat(mac.check(event, header)).isEqualTo(Finding.VALID);
        assertThat(TopicMac.range(header)).isEqualTo(ALL);
    }

    @Test
    void a_record_that_differs_in_anything_has_a_wrong_mac() {
        assertThat(mac.check(event("7777787.00", "teller"), header)).isEqualTo(Finding.WRONG);
        assertThat(mac.check(event("100.00", "Teller"), header)).isEqualTo(Finding.WRONG);
        assertThat(mac.check(event.withPosition(8), header)).isEqualTo(Finding.WRONG);
        assertThat(mac.check(event.withHash(Hash.NONE), header)).isEqualTo(Finding.WRONG);
        assertThat(mac.check(event, header.replace(":1/", ":2/"))).isEqualTo(Finding.WRONG);
        assertThat(mac.check(null, header)).isEqualTo(Finding.WRONG);
    }

    @Test
    void a_mac_holds_for_its_topic_and_its_key_only() {
        assertThat(new TopicMac("other", Map.of("2026", OLD)).check(event, header))
                .isEqualTo(Finding.WRONG);
        assertThat(new TopicMac(TOPIC, Map.of("2026", NEW)).check(event, header))
                .isEqualTo(Finding.WRONG);
        assertThat(new TopicMac(TOPIC, Map.of("2027", OLD)).check(event, header.replace("2026:", "2027:")))
                .isEqualTo(Finding.WRONG);
        assertThat(new TopicMac(TOPIC, Map.of("2027", OLD)).check(event, header))
                .isEqualTo(Finding.UNKNOWN_KEY);
    }

    @Test
    void what_is_no_header_is_wrong_and_none_is_absent() {
        for (String wrong : new String[] {"", ":", "2026:1/2026:", "2026:x:AAAA", "2026:1/2026:!", "2026"}) {
            assertThat(mac.check(event, wrong)).as(wrong).isEqualTo(Finding.WRONG);
        }
        assertThat(mac.check(event, null)).isEqualTo(Finding.ABSENT);
    }

    @Test
    void the_first_key_signs_and_all_are_believed() {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        keys.put("2027", NEW);
        keys.put("2026", OLD);
        var rotated = new TopicMac(TOPIC, keys);

        assertThat(rotated.sign(event, ALL)).startsWith("2027:");
        assertThat(rotated.check(event, rotated.sign(event, ALL))).isEqualTo(Finding.VALID);
        assertThat(rotated.check(event, header)).isEqualTo(Finding.VALID);
    }

    @Test
    void a_key_is_named_by_what_a_header_can_hold() {
        assertThatThrownBy(() -> new TopicMac(TOPIC, Map.of("a:b", OLD))).hasMessageContaining("a:b");
    }

    @Test
    void records_without_a_mac_are_believed_until_one_is_required() {
        String forged = "2026:1/2026:" + Base64.getEncoder().encodeToString(new byte[32]);
        TopicTrust accepting = TopicTrust.of(TopicTrust.Mode.ACCEPT, mac);
        TopicTrust requiring = TopicTrust.of(TopicTrust.Mode.REQUIRE, mac);

        assertThat(TopicTrust.inAll().doubt(event, forged)).isEmpty();
        assertThat(TopicTrust.inAll().sign(event, ALL)).isEmpty();
        assertThat(accepting.doubt(event, null)).isEmpty();
        assertThat(accepting.doubt(event, forged)).contains(Finding.WRONG);
        assertThat(requiring.doubt(event, null)).contains(Finding.ABSENT);
        assertThat(requiring.doubt(event, header)).isEmpty();
        assertThatThrownBy(() -> TopicTrust.of(TopicTrust.Mode.OFF, mac)).isInstanceOf(IllegalArgumentException.class);
    }
}
