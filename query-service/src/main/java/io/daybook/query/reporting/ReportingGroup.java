package io.daybook.query.reporting;

import static io.daybook.access.Scopes.REPORTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.group.ConditionalOnGroup;
import io.daybook.query.http.GroupAccess;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The group's switch and its database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnGroup(ReportingGroup.NAME)
@ComponentScan
public class ReportingGroup {

    static final String NAME = "reporting";

    @Bean
    @Qualifier(NAME)
    ReadDatabase reportingDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(NAME, databases, meters);
    }

    /** Rules of access to the group's paths. They hold as well where the group is switched off: its paths are unknown there. */
    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        GroupAccess reportingRules() {
            return rules -> rules.allow(GET, "/v1/reports/daily-totals", REPORTS_READ)
                    .allow(GET, "/v1/reports/trial-balance", REPORTS_READ)
                    .allow(GET, "/v1/reports/flows", REPORTS_READ)
                    .allow(GET, "/v1/reports/largest-movers", REPORTS_READ)
                    .allow(GET, "/v1/reports/dormant-accounts", REPORTS_READ)
                    .allow(GET, "/v1/reports/postings", REPORTS_READ);
        }
    }
}
