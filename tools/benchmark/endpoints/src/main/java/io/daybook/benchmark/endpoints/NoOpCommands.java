package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/** In the command-service: a deposit that does nothing. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "command-service")
@Import(NoOpDepositController.class)
public class NoOpCommands {}
