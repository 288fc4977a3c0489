package io.daybook.projector;

import io.daybook.access.SecurityConfiguration;
import io.daybook.personaldata.PersonalData;
import io.daybook.telemetry.Telemetry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts the projector-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({SecurityConfiguration.class, PersonalData.class, Telemetry.class})
public class ProjectorServiceApplication {

    /** Starts the projector-service. */
    public static void main(String[] args) {
        SpringApplication.run(ProjectorServiceApplication.class, args);
    }
}
