package io.daybook.query;

import io.daybook.query.group.Groups;
import io.daybook.query.http.QueryAccess;
import io.daybook.query.http.WebConfiguration;
import io.daybook.query.privacy.PersonalDataDecryptor;
import io.daybook.query.reads.OperationsConfiguration;
import io.daybook.query.reads.ReadAuditConfiguration;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Starts the query-service. There is no scan from here down: the groups are auto-configurations, each of which scans its own
 * package, and only if it is switched on.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import({
    PersonalDataDecryptor.class,
    QueryAccess.class,
    WebConfiguration.class,
    OperationsConfiguration.class,
    ReadAuditConfiguration.class,
    Groups.class
})
public class QueryServiceApplication {

    /** Starts the query-service. */
    public static void main(String[] args) {
        SpringApplication.run(QueryServiceApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
