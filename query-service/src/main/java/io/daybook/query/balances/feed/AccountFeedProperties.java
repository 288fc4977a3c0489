package io.daybook.query.balances.feed;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the streams of accounts, {@code daybook.streams}.
 *
 * @param max how many one instance serves at once
 * @param ofOneCallerMax how many of these one caller has
 * @param lifetime after which a stream ends and its reader comes back, with a token that is looked at anew
 * @param silenceMax how long a stream says nothing before it sends a comment, by which either side notices that the other is gone
 */
@Validated
@ConfigurationProperties("daybook.streams")
record AccountFeedProperties(
        @DefaultValue("1000") @Positive int max,
        @DefaultValue("20") @Positive int ofOneCallerMax,
        @DefaultValue("5m") Duration lifetime,
        @DefaultValue("15s") Duration silenceMax) {}
