package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rule by which others compute the chain, see docs/tamper-evidence.md. */
class HashChainTest {

    @Test
    void the_documented_event_has_the_documented_hash() {
        var event = new RecordedEvent(
                1,
                UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001"),
                1,
                UUID.fromString("0198f0a2-0000-7000-8000-000000000002"),
                "MoneyDeposited",
                1,
                """
                {"amount":{"value":"100.00","currency":"EUR"}}""",
                LocalDate.parse("2026-01-31"),
                Instant.parse("2026-02-01T08:30:00.123456Z"),
                "teller",
                "salary",
                null,
                UUID.fromString("0198f0a2-0000-7000-8000-000000000003"),
                UUID.fromString("0198f0a2-0000-7000-8000-000000000004"),
                null,
                Hash.NONE);

        assertThat(HashChain.next(Hash.NONE, event))
                .hasToString("38045c9bed4e76df6803f8d064d0dbed977d89fa72df0cfdea4a6ab7bf753017");
    }
}
