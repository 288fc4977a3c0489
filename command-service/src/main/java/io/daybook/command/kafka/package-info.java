/** What whoever speaks to Kafka has in common. */
@NullMarked
package io.daybook.command.kafka;

import org.jspecify.annotations.NullMarked;
