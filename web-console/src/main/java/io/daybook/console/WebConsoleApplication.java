package io.daybook.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the web console. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WebConsoleApplication {

    /** Starts the web console. */
    public static void main(String[] args) {
        SpringApplication.run(WebConsoleApplication.class, args);
    }
}
