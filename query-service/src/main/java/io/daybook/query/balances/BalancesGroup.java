package io.daybook.query.balances;

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
@ConditionalOnGroup(BalancesGroup.NAME)
@ComponentScan
@EnableJpaRepositories(
        bootstrapMode = BootstrapMode.DEFERRED,
        entityManagerFactoryRef = "balancesEntityManagers",
        transactionManagerRef = "balancesTransactions")
public class BalancesGroup {

    public static final String NAME = "balances";

    private static final String VERSIONS = """
            select account_id as stream_id, version
            from   accounts
            where  account_id = any (cast(:streams as uuid[]))
            """;

    @Bean
    @Qualifier(NAME)
    ReadDatabase balancesDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(NAME, databases, meters);
    }

    @Bean(initMethod = "start")
    @Qualifier(NAME)
    VersionWaits balancesWaits(@Qualifier(NAME) ReadDatabase database, ConsistencyProperties consistency) {
        return new VersionWaits(database, VERSIONS, consistency);
    }

    @Bean
    LocalContainerEntityManagerFactoryBean balancesEntityManagers(@Qualifier(NAME) ReadDatabase database) {
        return ReadPersistence.entityManagers(database, BalancesGroup.class);
    }

    @Bean
    @Qualifier(NAME)
    PlatformTransactionManager balancesTransactions(
            @Qualifier("balancesEntityManagers") EntityManagerFactory entityManagers) {
        return new JpaTransactionManager(entityManagers);
    }
}
