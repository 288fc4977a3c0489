package io.daybook.query.reporting;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.group.ConditionalOnGroup;
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
}
