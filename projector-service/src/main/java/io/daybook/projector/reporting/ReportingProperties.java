package io.daybook.projector.reporting;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Facts about the bank that reports depend on.
 *
 * @param zone the bank's zone: in it a booking date begins and ends; another one takes effect on past days once the view is
 *     rebuilt
 */
@Validated
@ConfigurationProperties("daybook")
record ReportingProperties(@DefaultValue("UTC") ZoneId zone) {}
