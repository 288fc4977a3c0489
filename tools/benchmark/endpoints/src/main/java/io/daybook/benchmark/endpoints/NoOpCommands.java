package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/** Adds the no-op deposit to the command-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "command-service")
@Import(NoOpDepositController.class)
public class NoOpCommands {}
