package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** Adds the no-op deposit to the command-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "command-service")
@Import(NoOpDepositController.class)
public class NoOpCommands {

    @Bean
    static ListedNoOp listed() {
        return new ListedNoOp(HttpMethod.POST, "/v1/nothing/*/deposits");
    }
}
