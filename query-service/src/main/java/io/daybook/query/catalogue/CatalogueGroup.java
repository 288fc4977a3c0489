package io.daybook.query.catalogue;

import static io.daybook.access.Scopes.ACCOUNTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.documents.DocumentStore;
import io.daybook.query.consistency.ConsistencyProperties;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.ReadPersistence;
import io.daybook.query.group.ConditionalOnGroup;
import io.daybook.query.http.GroupAccess;
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

/** The group's switch, its database, its waits and its document store. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnGroup(CatalogueGroup.NAME)
@ComponentScan
@EnableJpaRepositories(
        bootstrapMode = BootstrapMode.DEFERRED,
        entityManagerFactoryRef = "catalogueEntityManagers",
        transactionManagerRef = "catalogueTransactions")
public class CatalogueGroup {

    static final String NAME = "catalogue";

    private static final String VERSIONS = """
            select product_id as stream_id, version
            from   products
            where  product_id = any (cast(:streams as uuid[]))
            union  all
            select document_id, version
            from   documents
            where  document_id = any (cast(:streams as uuid[]))
            """;

    @Bean
    @Qualifier(NAME)
    ReadDatabase catalogueDatabase(DatabasesProperties databases, MeterRegistry meters) {
        return new ReadDatabase(NAME, databases, meters);
    }

    @Bean(initMethod = "start")
    @Qualifier(NAME)
    VersionWaits catalogueWaits(@Qualifier(NAME) ReadDatabase database, ConsistencyProperties consistency) {
        return new VersionWaits(database, VERSIONS, consistency);
    }

    @Bean
    DocumentStore documentStore(DocumentsProperties documents) {
        return DocumentStore.at(documents.folder(), documents.s3());
    }

    @Bean
    LocalContainerEntityManagerFactoryBean catalogueEntityManagers(@Qualifier(NAME) ReadDatabase database) {
        return ReadPersistence.entityManagers(database, CatalogueGroup.class);
    }

    @Bean
    @Qualifier(NAME)
    PlatformTransactionManager catalogueTransactions(
            @Qualifier("catalogueEntityManagers") EntityManagerFactory entityManagers) {
        return new JpaTransactionManager(entityManagers);
    }

    /** Rules of access to the group's paths. They hold as well where the group is switched off: its paths are unknown there. */
    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        GroupAccess catalogueRules() {
            return rules -> rules.allow(GET, "/v1/documents", ACCOUNTS_READ)
                    .allow(GET, "/v1/documents/*", ACCOUNTS_READ)
                    .allow(GET, "/v1/documents/*/content", ACCOUNTS_READ)
                    .allowAny(GET, "/v1/products")
                    .allowAny(GET, "/v1/products/*");
        }
    }
}
