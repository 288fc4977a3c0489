package io.daybook.command.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer to a command to a product once it is durable.
 *
 * @param productCode the product
 * @param version the product's version after the command
 * @param position the command's place in the log
 * @param eventIds its events
 * @param approvalId the action that waits for a second person, if that is what came of the command
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductAnswer(
        String productCode,
        long version,
        long position,
        List<UUID> eventIds,
        @Nullable UUID approvalId) {}
