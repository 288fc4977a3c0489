package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/** Adds the no-op balance to the query-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "query-service")
@Import(NoOpBalanceController.class)
public class NoOpQueries {}
