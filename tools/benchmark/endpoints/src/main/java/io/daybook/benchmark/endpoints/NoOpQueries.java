package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/** In the query-service: a balance that nobody looked up. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "query-service")
@Import(NoOpBalanceController.class)
public class NoOpQueries {}
