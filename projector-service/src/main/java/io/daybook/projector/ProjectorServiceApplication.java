package io.daybook.projector;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the projector-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProjectorServiceApplication {

    /** Starts the projector-service. */
    public static void main(String[] args) {
        SpringApplication.run(ProjectorServiceApplication.class, args);
    }
}
