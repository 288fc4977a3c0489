package io.daybook.projector.engine.dynamodb;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Location of the views that are kept in DynamoDB. Credentials come from where the AWS SDK looks for them by default.
 *
 * @param endpoint address of a store other than AWS
 * @param region the AWS region; by default that of the SDK's environment
 * @param tablePrefix prefix of all table names; the same in projector-service and query-service
 * @param writesMax maximum concurrent writes of one batch
 */
@Validated
@ConfigurationProperties("daybook.dynamodb")
record DynamoDbProperties(
        @Nullable URI endpoint,
        @Nullable String region,

        @DefaultValue("daybook_") @Pattern(regexp = "[A-Za-z0-9_.-]{0,100}")
        String tablePrefix,

        @DefaultValue("32") @Min(1) @Max(1_000) int writesMax) {}
