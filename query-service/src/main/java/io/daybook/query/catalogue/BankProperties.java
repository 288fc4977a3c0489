package io.daybook.query.catalogue;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Facts about the bank.
 *
 * @param zone the bank's zone: in it begins the day from which terms count
 */
@Validated
@ConfigurationProperties("daybook")
record BankProperties(@DefaultValue("UTC") ZoneId zone) {}
