package io.daybook.command.http;

import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of value dates that callers choose.
 *
 * @param backDays maximum days before today of a value date in a request, for those who may date back; not limited if absent.
 *     Imports are not limited
 */
@Validated
@ConfigurationProperties("daybook.value-dates")
record ValueDateProperties(@Nullable @PositiveOrZero Integer backDays) {}
