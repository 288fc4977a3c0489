package io.daybook.command.customer;

import java.util.List;
import java.util.UUID;

/**
 * Answer to a command to a customer once it is done.
 *
 * @param customerId the customer
 * @param version the version of the customer's stream after the command
 * @param position the command's place in the log
 * @param eventIds its events
 */
record CustomerAnswer(String customerId, long version, long position, List<UUID> eventIds) {}
