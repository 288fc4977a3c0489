package io.daybook.command.imports;

import io.daybook.access.JsonFault;
import io.daybook.command.account.AccountInstruction;
import io.daybook.command.account.AccountInstruction.Malformed;
import io.daybook.command.account.AccountInstructions;
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
final class JsonInstructions implements LineInstructions {

    private static final Pattern ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,%d}".formatted(ID_CHARS_MAX));
    private static final Pattern ACCOUNT =
            Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,%d}".formatted(SourceAccounts.NUMBER_CHARS_MAX));

    private final SourceAccounts accounts;
    private final AccountInstructions instructions;
    private final JsonMapper json;

    JsonInstructions(SourceAccounts accounts, AccountInstructions instructions, JsonMapper json) {
        this.accounts = accounts;
        this.instructions = instructions;
        this.json = json;
    }

    @Override
    public LineInstruction of(FileRecord record, UUID operationId) {
        try {
            ObjectNode line = json.readTree(record.fields().getFirst()).asObject();
            String id = id(line.remove("id"));
            var named = new LinkedHashMap<UUID, String>();
            AccountInstruction instruction = instructions.read(line, account -> resolved(account, named), operationId);
            return new LineInstruction(id, instruction, named, null);
        } catch (JacksonException fault) {
            throw LineFault.malformed(JsonFault.explanation(fault));
        } catch (Malformed malformed) {
            throw LineFault.malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private UUID resolved(String account, Map<UUID, String> named) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw LineFault.malformed("/account must be text without control characters, of 1 to %d characters."
                    .formatted(SourceAccounts.NUMBER_CHARS_MAX));
        }
        UUID id = accounts.idOf(account);
        named.put(id, account);
        return id;
    }

    private static String id(@Nullable JsonNode id) {
        if (id == null || !id.isString() || !ID.matcher(id.asString()).matches()) {
            throw LineFault.malformed(
                    "/id must be text without control characters, of 1 to %d characters.".formatted(ID_CHARS_MAX));
        }
        return id.asString();
    }
}
