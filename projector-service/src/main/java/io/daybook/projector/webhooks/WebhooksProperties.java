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
 * @param allowInsecureTargets allows plain http and private addresses; for demonstrations and tests only, because
 *     subscribers could reach the bank's own network
 * @param receivers receivers to which one person alone may have events sent, such as {@code https://crm.example},
 *     {@code https://*.crm.example:8443} or {@code https://crm.example/hooks}; any other waits for a second person
 * @param retryPauses pauses after the first failed attempt, the second and so on; after one more attempt a delivery is dead
 * @param retryJitter share by which a pause may be longer by chance, so that retries are spread
 * @param retryAfterMax the longest Retry-After of a receiver that is observed
 * @param connectTimeout maximum time of a connection attempt
 * @param requestTimeout maximum time of one attempt as a whole
 * @param leaseTime time after which another process sends a delivery that a process had taken; longer than an attempt
 * @param inFlightMax maximum concurrent deliveries of one process to one subscription
 * @param subscriptionsMax maximum subscriptions
 * @param pollInterval delay until a new delivery is found
 * @param secretOverlap time for which the previous secret still signs after a change
 * @param deliveredRetention time for which a confirmed delivery is kept
 * @param deadRetention time for which a dead delivery is kept
 */
@Validated
@ConfigurationProperties("daybook.webhooks")
record WebhooksProperties(
        @DefaultValue("false") boolean allowInsecureTargets,
        @DefaultValue List<String> receivers,

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
