/**
 * The contract between the services: the bank's events, the envelope they travel in, and how both are written down.
 *
 * <p>Nothing in here knows Spring, Postgres or Kafka. A service that can read this package can read the log and the topic.
 */
@NullMarked
package io.daybook.events;

import org.jspecify.annotations.NullMarked;
