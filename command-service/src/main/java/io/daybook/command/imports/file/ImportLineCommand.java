package io.daybook.command.imports.file;

import io.daybook.command.account.ImportedCommand;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a file asks for.
 *
 * @param id the line's own identifier, unique within its source
 * @param instruction the command
 * @param accounts the accounts that the line speaks of, as it calls them, in the order of the command
 * @param metadata what else it says, as a JSON object, if it does
 */
public record ImportLineCommand(
        String id,
        ImportedCommand instruction,
        Map<UUID, String> accounts,
        @Nullable String metadata) {}
