package io.daybook.query.consistency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limit on the time that queries wait for a version.
 *
 * @param waitMax maximum wait of a query with {@code atLeastVersion}, before it answers 503 {@code not-yet}
 */
@Validated
@ConfigurationProperties("daybook.consistency")
public record ConsistencyProperties(@DefaultValue("5s") Duration waitMax) {}
