/** The command-service: takes commands over REST, decides them, appends to the event log and relays the log to Kafka. */
@NullMarked
package io.daybook.command;

import org.jspecify.annotations.NullMarked;
