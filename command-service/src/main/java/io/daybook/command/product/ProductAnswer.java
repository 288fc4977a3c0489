package io.daybook.command.product;

import java.util.List;
import java.util.UUID;

/**
 * Answer to a command to a product once it is durable.
 *
 * @param productCode the product
 * @param version the product's version after the command
 * @param position the command's place in the log
 * @param eventIds its events
 */
record ProductAnswer(String productCode, long version, long position, List<UUID> eventIds) {}
