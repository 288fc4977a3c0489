package io.daybook.query.balances.feed;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the streams of accounts, {@code daybook.streams}.
 *
 * @param max maximum account feeds of an instance
 * @param ofOneCallerMax maximum account feeds of one caller
 * @param lifetime maximum time of an account feed; its reader then returns with a token that is validated again
 * @param silenceMax maximum time without data before an account feed sends a comment, by which both sides detect a broken
 *     connection
 */
@Validated
@ConfigurationProperties("daybook.streams")
record AccountFeedProperties(
        @DefaultValue("1000") @Positive int max,
        @DefaultValue("20") @Positive int ofOneCallerMax,
        @DefaultValue("5m") Duration lifetime,
        @DefaultValue("15s") Duration silenceMax) {}
