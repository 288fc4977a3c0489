package io.daybook.command.imports.file;

import io.daybook.command.account.ImportedCommandParser;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Understands the lines of a file. */
@FunctionalInterface
public interface LineParser {

    /** Longer than any identifier of a transaction in use, and short enough to be part of a key. */
    int ID_CHARS_MAX = 128;

    /**
     * Parses a record.
     *
     * @param operationId names the operation that it will be
     * @throws InvalidLineException if it cannot be understood
     */
    ImportLineCommand of(FileRecord record, UUID operationId);

    /**
     * The parser for the format of those records.
     *
     * @param source origin of the file
     * @param options permissions to read it otherwise than as it stands
     */
    static LineParser of(
            Records records,
            String source,
            Set<ImportOption> options,
            ImportedCommandParser commands,
            JsonMapper json) {
        var accounts = new SourceAccounts(source);
        var calendar = new FileCalendar(options);
        ImportedCommandParser parser =
                options.contains(ImportOption.EXTRA_ZEROS) ? commands.leavingOutZeros() : commands;
        CsvHeader header = records.header();
        return header == null
                ? new NdjsonLineParser(accounts, calendar, parser, json)
                : new CsvLineParser(header, accounts, calendar, parser, json);
    }
}
