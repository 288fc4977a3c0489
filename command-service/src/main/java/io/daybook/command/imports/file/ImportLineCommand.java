package io.daybook.command.imports.file;

import io.daybook.command.account.ImportedCommand;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Command of a line of a file.
 *
 * @param id the line's own identifier, unique within its source
 * @param imported the command
 * @param accounts the accounts of the line, as it names them, in the order of the command
 * @param metadata all else that it says, as a JSON object, if there is more
 */
public record ImportLineCommand(
        String id,
        ImportedCommand imported,
        Map<UUID, String> accounts,
        @Nullable String metadata) {}
