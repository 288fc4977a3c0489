package io.daybook.query.reads;

import io.daybook.access.database.RequiredSchema;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Tells auditors of the administrative acts that the other services record, whether or not reads are recorded. */
@Configuration(proxyBeanMethods = false)
@Import({OperationController.class, OperationQueries.class})
public class OperationsConfiguration {

    /** No group reads from it, so none is offered it unless it is named. */
    @Bean(defaultCandidate = false)
    @Qualifier(ReadAuditStore.NAME)
    ReadDatabase readsDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(ReadAuditStore.NAME, databases, meters);
    }

    @Bean
    RequiredSchema recordedActsSchema(@Qualifier(ReadAuditStore.NAME) ReadDatabase database) {
        return RequiredSchema.of("daybook_reads", "operations", database.dataSource());
    }
}
