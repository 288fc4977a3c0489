package io.daybook.command.imports.file;

import io.daybook.command.account.AccountRequests.CounterpartyBody;
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
 * @param counterparty the other party, if the line tells of one; not encrypted yet
 * @param originals texts that were changed so that they can be shown, by field, as they are written; not encrypted yet
 * @param others all else that it says, as a JSON object, if there is more; earlier versions kept it and covered it by the line's
 *     digest
 */
public record ImportLineCommand(
        String id,
        ImportedCommand imported,
        Map<UUID, String> accounts,
        @Nullable CounterpartyBody counterparty,
        Map<String, String> originals,
        @Nullable String others) {}
