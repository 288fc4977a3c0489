package io.daybook.query.bank;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Facts about the bank.
 *
 * @param zone the bank's zone: in it a day begins and ends
 */
@Validated
@ConfigurationProperties("daybook")
public record BankProperties(@DefaultValue("UTC") ZoneId zone) {}
