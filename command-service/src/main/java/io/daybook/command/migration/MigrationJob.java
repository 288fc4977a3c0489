package io.daybook.command.migration;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Migrates the log, the keys and the reads as their owners, and ends: what this process knows, no running service knows. It needs
 * no Kafka, no issuer and no keys. It is no {@code @Configuration}, which the service's scan would find.
 */
@EnableConfigurationProperties(MigrationProperties.class)
public class MigrationJob {

    private static final String OPTION = "daybook.migrate-only";

    /** Tells whether the arguments of the command line ask for this job instead of the service. */
    public static boolean isAskedFor(String... args) {
        String value = new SimpleCommandLinePropertySource(args).getProperty(OPTION);
        return value != null && !value.equals("false");
    }

    /**
     * Runs it to its end.
     *
     * @throws RuntimeException if not everything is migrated; the same again is safe
     */
    public static void run(String... args) {
        new SpringApplicationBuilder(MigrationJob.class)
                .web(WebApplicationType.NONE)
                .run(args)
                .close();
    }

    @Bean
    ApplicationRunner migrations(MigrationProperties databases) {
        return arguments -> {
            SchemaMigration.run("public", "log", databases.log());
            SchemaMigration.run("keys", "keys", databases.keys());
            SchemaMigration.run("reads", "reads", databases.reads());
            SchemaMigration.run("operations", "operations", databases.reads());
        };
    }
}
