package io.daybook.query.reads;

import io.daybook.access.database.RequiredSchema;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.ReadPersistence;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Records reads, unless {@code daybook.reads.enabled} is {@code false}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "daybook.reads.enabled", matchIfMissing = true)
@Import(ReadAuditController.class)
@EnableJpaRepositories(
        bootstrapMode = BootstrapMode.DEFERRED,
        entityManagerFactoryRef = "readsEntityManagers",
        transactionManagerRef = "readsTransactions")
public class ReadAuditConfiguration {

    @Bean
    ReadAuditQueue readQueue(ReadAuditProperties properties, MeterRegistry meters) {
        return new ReadAuditQueue(properties.waitingMax(), meters);
    }

    @Bean
    ReadAuditStore readLog(DatabasesProperties databases) {
        return new ReadAuditStore(databases);
    }

    @Bean
    RequiredSchema readsSchema(@Qualifier(ReadAuditStore.NAME) ReadDatabase database) {
        return RequiredSchema.of("daybook_reads", ReadAuditStore.NAME, database.dataSource());
    }

    @Bean
    ReadAuditWriter readWriter(ReadAuditQueue queue, ReadAuditStore log, ReadAuditProperties properties) {
        return new ReadAuditWriter(queue, log, properties.stopWaitMax());
    }

    @Bean
    LocalContainerEntityManagerFactoryBean readsEntityManagers(@Qualifier(ReadAuditStore.NAME) ReadDatabase database) {
        return ReadPersistence.entityManagers(database, ReadAuditConfiguration.class);
    }

    @Bean
    PlatformTransactionManager readsTransactions(
            @Qualifier("readsEntityManagers") EntityManagerFactory entityManagers) {
        return new JpaTransactionManager(entityManagers);
    }

    @Bean
    ReadAuditQueries reads(ReadAuditRepository reads) {
        return new ReadAuditQueries(reads);
    }

    /** Once the request knows whose token it shows, and around the check of scopes. */
    @Bean
    Customizer<HttpSecurity> auditedReads(
            ReadAuditQueue queue,
            ReadAuditProperties properties,
            Clock clock,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var filter = new ReadAuditFilter(
                new AuditedPaths(mappings::getObject), queue, properties.whenFull(), clock, problems::getObject);
        return http -> http.addFilterAfter(filter, SecurityContextHolderAwareRequestFilter.class);
    }
}
