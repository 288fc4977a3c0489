package io.daybook.query.balances;

import io.daybook.query.consistency.ConsistencyProperties;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.group.ConditionalOnGroup;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.dialect.PostgreSQLDialect;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
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
            select account_id, version
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

    /**
     * Told all that it would otherwise ask the database, which may not be there yet when the service starts. Hibernate reads the
     * entities beside everything else that a start has to do; the repositories wait for it at its end.
     */
    @Bean
    LocalContainerEntityManagerFactoryBean balancesEntityManagers(@Qualifier(NAME) ReadDatabase database) {
        var hibernate = new HibernateJpaVendorAdapter();
        // The pool's connections are read-only already; saying so anew would cost a round trip.
        hibernate.setPrepareConnection(false);
        var entityManagers = new LocalContainerEntityManagerFactoryBean();
        entityManagers.setPersistenceUnitName(NAME);
        entityManagers.setDataSource(database.dataSource());
        entityManagers.setPackagesToScan(BalancesGroup.class.getPackageName());
        entityManagers.setJpaVendorAdapter(hibernate);
        entityManagers.setBootstrapExecutor(new SimpleAsyncTaskExecutor("entities-"));
        entityManagers.setJpaPropertyMap(Map.of(
                JdbcSettings.DIALECT, PostgreSQLDialect.class.getName(),
                JdbcSettings.ALLOW_METADATA_ON_BOOT, false,
                MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        return entityManagers;
    }

    @Bean
    PlatformTransactionManager balancesTransactions(
            @Qualifier("balancesEntityManagers") EntityManagerFactory entityManagers) {
        return new JpaTransactionManager(entityManagers);
    }
}
