package io.daybook.command.imports;

import io.daybook.command.account.ImportedCommandParser;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.LineDates;
import io.daybook.command.imports.file.LineDates.DatedLine;
import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;
import io.daybook.command.log.LogProperties;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins to read the lines of an import, by the format of its file. */
@Component
class LineReading {

    private final ImportedCommandParser commands;
    private final JsonMapper json;
    private final Clock clock;
    private final LogProperties properties;

    LineReading(ImportedCommandParser commands, JsonMapper json, Clock clock, LogProperties properties) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    ImportLines lines(ImportRequest request, Records records, OpeningDates openings) {
        LineParser parser = LineParser.of(records, request.source(), commands, json);
        return new ImportLines(request, records, parser, json, openings);
    }

    /**
     * Reads records to their end and notes the earliest date of each account, if the import can open any; returns how many
     * records there are.
     *
     * @param seen takes each record as well
     */
    long noteDates(ImportRequest request, Records records, OpeningDates openings, Consumer<FileRecord> seen)
            throws IOException {
        var dates = LineDates.of(records, request.source(), json);
        LocalDate today = LocalDate.ofInstant(clock.instant(), properties.zone());
        // Without terms only lines that are commands of their own open accounts.
        boolean opensAccounts = request.terms() != null || request.format() == ImportFormat.NDJSON;
        long lines = 0;
        Optional<FileRecord> record = records.next();
        while (record.isPresent()) {
            lines++;
            seen.accept(record.get());
            if (opensAccounts) {
                Optional<DatedLine> dated =
                        dates.of(record.get()).filter(line -> OpenAccount.isPossibleOn(line.date(), today));
                if (dated.isPresent()) {
                    openings.note(dated.get());
                }
            }
            record = records.next();
        }
        return lines;
    }
}
