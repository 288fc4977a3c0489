/** Clients and topics of Kafka, shared by all that use it. */
@NullMarked
package io.daybook.command.kafka;

import org.jspecify.annotations.NullMarked;
