package io.daybook.query.summaries;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Connection to the views that are kept in DynamoDB. Credentials come from where the AWS SDK looks for them by default.
 *
 * @param endpoint the store, if it is not AWS's own
 * @param region the AWS region; if it is not said, that of the SDK's environment
 * @param tablePrefix prefix of the names of all tables, as the projector-service has it
 * @param callTimeMax longest time that one call may take, its repetitions included; short, because a store that is down must not hold
 *     its callers
 */
@Validated
@ConfigurationProperties("daybook.dynamodb")
record SummaryStoreProperties(
        @Nullable URI endpoint,
        @Nullable String region,
        @DefaultValue("daybook_") String tablePrefix,
        @DefaultValue("2s") Duration callTimeMax) {}
