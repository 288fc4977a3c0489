package io.daybook.command.imports;

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
        var accounts = new SourceAccounts(order.source());
        LineParser understood =
                switch (records) {
                    case CsvRecords csv -> new CsvLineParser(csv.header(), accounts, instructions, json);
                    case NdjsonRecords ndjson -> new NdjsonLineParser(accounts, instructions, json);
                };
        return new ImportLines(order, records, understood, json);
    }
}
