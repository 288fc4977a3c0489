package io.daybook.projector.webhooks;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sending of webhooks.
 *
 * @param allowInsecureTargets whether plain http, and addresses that only this machine or this network reaches, may be called:
 *     for demonstrations and tests; elsewhere it lets whoever subscribes reach into the bank's own network
 * @param retryPauses how long to wait after the first failed try, the second and so on; after as many and one more tries a
 *     delivery is dead
 * @param retryJitter how much longer a pause may be by chance, as a part of it, so that retries do not come all at once
 * @param retryAfterMax the longest that a receiver's Retry-After is heeded
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long one try may take as a whole
 * @param leaseTime how long whoever took a delivery may keep silent about it before another sends it: longer than a try takes
 * @param inFlightMax deliveries that one process sends to one subscription at the same time
 * @param subscriptionsMax subscriptions; with {@code inFlightMax}, the bound of what one process sends at the same time
 * @param pollInterval how soon a new delivery is found
 * @param secretOverlap how long the secret before still signs after another was set
 * @param deliveredRetention how long a confirmed delivery is kept
 * @param deadRetention how long a dead delivery is kept
 */
@Validated
@ConfigurationProperties("daybook.webhooks")
record WebhooksProperties(
        @DefaultValue("false") boolean allowInsecureTargets,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"}) @NotEmpty
        List<Duration> retryPauses,

        @DefaultValue("0.2") @Min(0) @Max(1) double retryJitter,
        @DefaultValue("24h") Duration retryAfterMax,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration requestTimeout,
        @DefaultValue("60s") Duration leaseTime,
        @DefaultValue("8") @Min(1) @Max(64) int inFlightMax,
        @DefaultValue("100") @Min(1) @Max(1000) int subscriptionsMax,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("7d") Duration deliveredRetention,
        @DefaultValue("90d") Duration deadRetention) {

    @AssertTrue(message = "daybook.webhooks.lease-time must be longer than request-timeout")
    boolean isLeaseLongerThanTry() {
        return leaseTime.compareTo(requestTimeout) > 0;
    }
}
