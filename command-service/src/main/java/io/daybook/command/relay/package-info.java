/** The relay: publishes the log to Kafka, in order, one instance at a time. */
@NullMarked
package io.daybook.command.relay;

import org.jspecify.annotations.NullMarked;
