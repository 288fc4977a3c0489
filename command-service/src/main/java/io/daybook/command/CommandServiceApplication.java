package io.daybook.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the command-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommandServiceApplication {

    /** Starts the command-service. */
    public static void main(String[] args) {
        SpringApplication.run(CommandServiceApplication.class, args);
    }
}
