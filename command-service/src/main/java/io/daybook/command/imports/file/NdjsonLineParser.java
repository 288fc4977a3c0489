package io.daybook.command.imports.file;

import io.daybook.command.account.ImportedCommand;
import io.daybook.command.account.ImportedCommand.MalformedCommandException;
import io.daybook.command.account.ImportedCommandParser;
import io.daybook.serviceweb.JsonFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Understands the lines of an NDJSON file: each is a command to accounts, as strict as the body of a request. */
final class NdjsonLineParser implements LineParser {

    private static final Pattern ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,%d}".formatted(ID_CHARS_MAX));
    private static final Pattern ACCOUNT =
            Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,%d}".formatted(SourceAccounts.NUMBER_CHARS_MAX));

    private final SourceAccounts accounts;
    private final ImportedCommandParser commands;
    private final JsonMapper json;

    NdjsonLineParser(SourceAccounts accounts, ImportedCommandParser commands, JsonMapper json) {
        this.accounts = accounts;
        this.commands = commands;
        this.json = json;
    }

    @Override
    public ImportLineCommand of(FileRecord record, UUID operationId) {
        try {
            ObjectNode line = json.readTree(record.fields().getFirst()).asObject();
            String id = id(line.remove("id"));
            var named = new LinkedHashMap<UUID, String>();
            ImportedCommand imported = commands.read(line, account -> resolved(account, named), operationId);
            return new ImportLineCommand(id, imported, named, null, null);
        } catch (JacksonException fault) {
            throw InvalidLineException.malformed(JsonFault.explanationOfLine(fault));
        } catch (MalformedCommandException malformed) {
            throw InvalidLineException.malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private UUID resolved(String account, Map<UUID, String> named) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw InvalidLineException.malformed(
                    "account must be text without control characters, of 1 to %d characters."
                            .formatted(SourceAccounts.NUMBER_CHARS_MAX));
        }
        UUID id = accounts.idOf(account);
        named.put(id, account);
        return id;
    }

    private static String id(@Nullable JsonNode id) {
        if (id == null || !id.isString() || !ID.matcher(id.asString()).matches()) {
            throw InvalidLineException.malformed(
                    "id must be text without control characters, of 1 to %d characters.".formatted(ID_CHARS_MAX));
        }
        return id.asString();
    }
}
