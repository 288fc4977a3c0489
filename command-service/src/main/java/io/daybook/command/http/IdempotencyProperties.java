package io.daybook.command.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Demands on clients so that no command is executed twice.
 *
 * @param required whether a command without an Idempotency-Key is refused
 */
@ConfigurationProperties("daybook.idempotency")
record IdempotencyProperties(@DefaultValue("false") boolean required) {}
