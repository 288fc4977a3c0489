package io.daybook.projector.engine;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Facts about the bank that views depend on.
 *
 * @param zone the bank's time zone, in which a booking date begins and ends; the same in all services. A change affects past
 *     days after a rebuild of the view
 */
@Validated
@ConfigurationProperties("daybook")
public record BankProperties(@DefaultValue("UTC") ZoneId zone) {}
