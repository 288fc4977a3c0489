package io.daybook.command.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer to a command to a customer once it is done, or waits for a second person.
 *
 * @param customerId the customer
 * @param version the version of the customer's stream after the command; of what waits, that of the stream in which it waits
 * @param position the command's place in the log
 * @param eventIds its events
 * @param approvalId the action that waits for a second person, if that is what came of the command
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerAnswer(
        String customerId,
        long version,
        long position,
        List<UUID> eventIds,
        @Nullable UUID approvalId) {}
