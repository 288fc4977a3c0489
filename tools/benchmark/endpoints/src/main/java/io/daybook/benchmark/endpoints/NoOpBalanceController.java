package io.daybook.benchmark.endpoints;

import io.daybook.access.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Answers a balance as the real path does, without a look at any database. */
@RestController
class NoOpBalanceController {

    private static final BigDecimal BALANCE = new BigDecimal("1234.00");
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final Instant OPENED = Instant.parse("2026-01-01T12:34:56.123456Z");
    private static final Holder HOLDER = new Holder("01980000-0000-7000-8000-000000000000", "Ada Lovelace");
    private static final long VERSION = 1234;
    private static final long POSITION = 123_456;

    /** As the query-service's answer has it. */
    record Holder(String customerId, String name) {}

    /** The query-service's answer, field by field. */
    record Account(
            UUID accountId,
            Holder holder,
            String currency,
            String status,
            BigDecimal balance,
            BigDecimal available,
            BigDecimal held,
            BigDecimal overdraftLimit,
            long version,
            long position,
            Instant openedAt,
            Instant updatedAt) {}

    @GetMapping("/v1/nothing/{accountId}")
    @Nullable
    Account account(@PathVariable UUID accountId, Identity caller, ServletWebRequest request) {
        if (!caller.reaches(caller.customerId()) || request.checkNotModified("\"" + VERSION + "\"")) {
            return null;
        }
        return new Account(
                accountId, HOLDER, "EUR", "OPEN", BALANCE, BALANCE, NOTHING, NOTHING, VERSION, POSITION, OPENED,
                OPENED);
    }
}
