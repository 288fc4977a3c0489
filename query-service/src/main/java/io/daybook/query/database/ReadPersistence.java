package io.daybook.query.database;

import java.util.Map;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.dialect.PostgreSQLDialect;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Persistence units for reading, one for each database that has entities. */
public final class ReadPersistence {

    private ReadPersistence() {}

    /**
     * Entity managers of one database. They are told all that Hibernate would otherwise ask the database, which may not be there
     * yet when the service starts. Hibernate reads the entities beside everything else that a start has to do; the repositories
     * wait for it at its end.
     *
     * @param group the class in whose package, and those below, the entities are
     */
    public static LocalContainerEntityManagerFactoryBean entityManagers(ReadDatabase database, Class<?> group) {
        var hibernate = new HibernateJpaVendorAdapter();
        // The pool's connections are read-only already; saying so anew would cost a round trip.
        hibernate.setPrepareConnection(false);
        var entityManagers = new LocalContainerEntityManagerFactoryBean();
        entityManagers.setPersistenceUnitName(database.view());
        entityManagers.setDataSource(database.dataSource());
        entityManagers.setPackagesToScan(group.getPackageName());
        entityManagers.setJpaVendorAdapter(hibernate);
        entityManagers.setBootstrapExecutor(new SimpleAsyncTaskExecutor("entities-"));
        entityManagers.setJpaPropertyMap(Map.of(
                JdbcSettings.DIALECT, PostgreSQLDialect.class.getName(),
                JdbcSettings.ALLOW_METADATA_ON_BOOT, false,
                MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        return entityManagers;
    }

    /**
     * For answers that are several reads: all of them, through repositories and through {@link ReadDatabase#jdbc()}, see the
     * state that the first one sees.
     *
     * @param transactions those of the database's entity managers
     */
    public static TransactionTemplate snapshots(PlatformTransactionManager transactions) {
        var snapshots = new TransactionTemplate(transactions);
        snapshots.setReadOnly(true);
        return snapshots;
    }
}
