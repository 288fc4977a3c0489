package io.daybook.command.imports;

import io.daybook.command.account.ImportedCommandParser;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.LineFacts;
import io.daybook.command.imports.file.LineFacts.DatedLine;
import io.daybook.command.imports.file.LineFactsReader;
import io.daybook.command.imports.file.LineOrder;
import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;
import io.daybook.command.log.LogProperties;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins to read the lines of an import, by the format of its file. */
@Component
class LineReading {

    private final ImportedCommandParser commands;
    private final LineSeals seals;
    private final JsonMapper json;
    private final Clock clock;
    private final LogProperties properties;

    LineReading(
            ImportedCommandParser commands, LineSeals seals, JsonMapper json, Clock clock, LogProperties properties) {
        this.seals = seals;
        this.commands = commands;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    ImportLines lines(ImportRequest request, Records records, OpeningDates openings) {
        LineParser parser = LineParser.of(records, request.source(), request.options(), commands, json);
        return new ImportLines(request, records, parser, json, openings, seals);
    }

    /** The order in which records are decided, if they stand in any. */
    LineOrder order(ImportRequest request, Records records) {
        return LineOrder.of(records, request.options(), json);
    }

    /**
     * Reads records to their end, each once, and notes the earliest date of each account, if the import can open any.
     *
     * @param seen takes the facts of each line as well
     * @return number of records
     */
    long noteDates(ImportRequest request, Records records, OpeningDates openings, SeenLine seen) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), properties.zone());
        // Without terms only lines that are commands of their own open accounts.
        boolean opensAccounts = request.terms() != null || request.format() == ImportFormat.NDJSON;
        return readAll(request, records, (line, facts) -> {
            seen.take(line, facts);
            if (opensAccounts) {
                Optional<DatedLine> dated = facts.dated().filter(on -> OpenAccount.isPossibleOn(on.date(), today));
                if (dated.isPresent()) {
                    openings.note(dated.get());
                }
            }
        });
    }

    /** Reads records to their end, each once; returns how many there are. Only one is in memory at a time. */
    long readAll(ImportRequest request, Records records, SeenLine seen) throws IOException {
        var reader = LineFactsReader.of(records, request.source(), request.options(), json);
        long lines = 0;
        Optional<FileRecord> record = records.next();
        while (record.isPresent()) {
            lines++;
            Optional<LineFacts> facts = reader.of(record.get());
            if (facts.isPresent()) {
                seen.take(record.get().line(), facts.get());
            }
            record = records.next();
        }
        return lines;
    }

    /** Use that is made of the facts of each line. */
    @FunctionalInterface
    interface SeenLine {
        /** Takes the facts of that line. */
        void take(long line, LineFacts facts) throws IOException;
    }
}
