package io.daybook.command.imports;

import io.daybook.command.account.AccountInstructions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins to read the lines of an import, by the format of its file. */
@Component
class LineReading {

    private final AccountInstructions instructions;
    private final JsonMapper json;

    LineReading(AccountInstructions instructions, JsonMapper json) {
        this.instructions = instructions;
        this.json = json;
    }

    ImportLines lines(ImportOrder order, Records records) {
        var accounts = new SourceAccounts(order.source());
        LineInstructions understood =
                switch (records) {
                    case CsvRecords csv -> new CsvInstructions(csv.header(), accounts, instructions, json);
                    case JsonRecords ndjson -> new JsonInstructions(accounts, instructions, json);
                };
        return new ImportLines(order, records, understood, json);
    }
}
