package io.daybook.command.imports.file;

import static io.daybook.command.account.AccountRequests.REFERENCE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.account.ImportedCommand;
import io.daybook.command.account.ImportedCommand.MalformedCommandException;
import io.daybook.command.account.ImportedCommandParser;
import io.daybook.serviceweb.JsonFault;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Texts of commands, and the length that longer ones are cut to. */
    private static final Map<String, Integer> TEXTS =
            Map.of("reason", REASON_CHARS_MAX, "reference", REFERENCE_CHARS_MAX, "purpose", LineTexts.NOT_CUT);

    private static final String BOOKED_ON = "bookedOn";
    private static final List<String> HOLDER_TEXTS = List.of("name", "email", "address");

    private final SourceAccounts accounts;
    private final FileCalendar calendar;
    private final ImportedCommandParser commands;
    private final JsonMapper json;

    NdjsonLineParser(SourceAccounts accounts, FileCalendar calendar, ImportedCommandParser commands, JsonMapper json) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.commands = commands;
        this.json = json;
    }

    @Override
    public ImportLineCommand of(FileRecord record, UUID operationId) {
        try {
            ObjectNode line = json.readTree(record.fields().getFirst()).asObject();
            String id = id(line.remove("id"));
            putDay(line, LineFactsReader.DATE);
            putDay(line, BOOKED_ON);
            var texts = new LineTexts();
            putTexts(line, texts);
            var named = new LinkedHashMap<UUID, String>();
            ImportedCommand imported = commands.read(line, account -> resolved(account, named), operationId);
            return new ImportLineCommand(id, imported, named, null, texts.originals(), null);
        } catch (JacksonException fault) {
            throw InvalidLineException.malformed(JsonFault.explanationOfLine(fault));
        } catch (MalformedCommandException malformed) {
            throw InvalidLineException.malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private void putDay(ObjectNode line, String field) {
        JsonNode date = line.get(field);
        if (calendar.hasMonthsOfThirtyDays() && date != null && date.isString()) {
            line.put(field, calendar.day(date.asString()));
        }
    }

    private static void putTexts(ObjectNode line, LineTexts texts) {
        TEXTS.forEach((field, charsMax) -> put(line, field, field, charsMax, texts));
        if (line.get("holder") instanceof ObjectNode holder) {
            HOLDER_TEXTS.forEach(field -> put(holder, field, "holder." + field, LineTexts.NOT_CUT, texts));
        }
    }

    private static void put(ObjectNode of, String field, String name, int charsMax, LineTexts texts) {
        JsonNode written = of.get(field);
        if (written == null || !written.isString()) {
            return;
        }
        String text = written.asString();
        String taken = texts.of(name, text, charsMax);
        if (taken == null) {
            of.remove(field);
        } else if (!taken.equals(text)) {
            of.put(field, taken);
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
