package io.daybook.command.imports;

import io.daybook.command.account.ImportedCommandParser;
import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins to read the lines of an import, by the format of its file. */
@Component
class LineReading {

    private final ImportedCommandParser commands;
    private final JsonMapper json;

    LineReading(ImportedCommandParser commands, JsonMapper json) {
        this.commands = commands;
        this.json = json;
    }

    ImportLines lines(ImportRequest request, Records records) {
        return new ImportLines(request, records, LineParser.of(records, request.source(), commands, json), json);
    }
}
