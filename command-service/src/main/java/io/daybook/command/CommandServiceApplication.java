package io.daybook.command;

import io.daybook.access.SecurityConfiguration;
import io.daybook.personaldata.PersonalData;
import io.daybook.telemetry.Telemetry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts the command-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({SecurityConfiguration.class, PersonalData.class, Telemetry.class})
public class CommandServiceApplication {

    /** Starts the command-service. */
    public static void main(String[] args) {
        SpringApplication.run(CommandServiceApplication.class, args);
    }
}
