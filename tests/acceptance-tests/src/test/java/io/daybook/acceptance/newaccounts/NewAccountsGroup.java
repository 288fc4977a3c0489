package io.daybook.acceptance.newaccounts;

import static io.daybook.access.Scopes.REPORTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.group.ConditionalOnGroup;
import io.daybook.query.http.GroupAccess;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Adds the queries of the view to the query-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "query-service")
@ConditionalOnGroup(NewAccountsGroup.NAME)
@Import(NewAccountsController.class)
public class NewAccountsGroup {

    static final String NAME = "newaccounts";

    @Bean
    @Qualifier(NAME)
    ReadDatabase newAccountsDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(NAME, databases, meters);
    }

    @Bean
    GroupAccess newAccountsAccess() {
        return rules -> rules.allow(GET, NewAccountsController.PATH, REPORTS_READ);
    }
}
