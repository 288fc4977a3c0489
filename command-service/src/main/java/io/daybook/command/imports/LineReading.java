package io.daybook.command.imports;

import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;

import io.daybook.command.account.ImportedCommandParser;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins to read the lines of an import, by the format of its file. */
@Component
class LineReading {

    private final ImportedCommandParser instructions;
    private final JsonMapper json;

    LineReading(ImportedCommandParser instructions, JsonMapper json) {
        this.instructions = instructions;
        this.json = json;
    }

    ImportLines lines(ImportRequest order, Records records) {
        return new ImportLines(order, records, LineParser.of(records, order.source(), instructions, json), json);
    }
}
