package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** Adds the no-op balance to the query-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "query-service")
@Import(NoOpBalanceController.class)
public class NoOpQueries {

    @Bean
    static ListedNoOp listed() {
        return new ListedNoOp(HttpMethod.GET, "/v1/nothing/*");
    }
}
