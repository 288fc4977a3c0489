package io.daybook.query.bank;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Facts about the bank.
 *
 * @param zone the bank's time zone, in which a day begins and ends; the same in all services
 */
@Validated
@ConfigurationProperties("daybook")
public record BankProperties(@DefaultValue("UTC") ZoneId zone) {}
