package io.daybook.command.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer to a command to a document once it is durable.
 *
 * @param documentId the document
 * @param accountId the account for which it was submitted; absent where a reviewer decided
 * @param version the document's version after the command
 * @param position the command's place in the log
 * @param eventIds its events
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DocumentAnswer(UUID documentId, @Nullable UUID accountId, long version, long position, List<UUID> eventIds) {}
