package io.daybook.command;

import io.daybook.command.migration.MigrationJob;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the command-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommandServiceApplication {

    /** Starts the command-service; with {@code --daybook.migrate-only}, runs the migration job instead. */
    public static void main(String[] args) {
        if (MigrationJob.isAskedFor(args)) {
            MigrationJob.run(args);
        } else {
            SpringApplication.run(CommandServiceApplication.class, args);
        }
    }
}
