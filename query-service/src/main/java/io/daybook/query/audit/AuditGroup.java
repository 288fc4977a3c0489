package io.daybook.query.audit;

import io.daybook.query.consistency.ConsistencyProperties;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.ReadPersistence;
import io.daybook.query.group.ConditionalOnGroup;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/** Configuration of the group: its switch, its database and its waits. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnGroup(AuditGroup.NAME)
@ComponentScan
@EnableJpaRepositories(
        bootstrapMode = BootstrapMode.DEFERRED,
        entityManagerFactoryRef = "auditEntityManagers",
        transactionManagerRef = "auditTransactions")
public class AuditGroup {

    static final String NAME = "audit";

    /** The version of a stream is that of its last event; one look into the index for each stream. */
    private static final String VERSIONS = """
            select wanted.stream_id, last.stream_version as version
            from   unnest(cast(:streams as uuid[])) wanted (stream_id)
            cross  join lateral (
                select stream_version
                from   history
                where  stream_id = wanted.stream_id
                order  by stream_version desc
                limit  1) last
            """;

    @Bean
    @Qualifier(NAME)
    ReadDatabase auditDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(NAME, databases, meters);
    }

    @Bean(initMethod = "start")
    @Qualifier(NAME)
    VersionWaits auditWaits(@Qualifier(NAME) ReadDatabase database, ConsistencyProperties consistency) {
        return new VersionWaits(database, VERSIONS, consistency);
    }

    @Bean
    LocalContainerEntityManagerFactoryBean auditEntityManagers(@Qualifier(NAME) ReadDatabase database) {
        return ReadPersistence.entityManagers(database, AuditGroup.class);
    }

    @Bean
    @Qualifier(NAME)
    PlatformTransactionManager auditTransactions(
            @Qualifier("auditEntityManagers") EntityManagerFactory entityManagers) {
        return new JpaTransactionManager(entityManagers);
    }
}
