package io.daybook.command.imports;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.OpenAccountIfAbsent;
import io.daybook.command.decision.Command;
import io.daybook.command.imports.ImportLine.InvalidLine;
import io.daybook.command.imports.ImportLine.ValidLine;
import io.daybook.command.imports.ImportRequest.Terms;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportLineCommand;
import io.daybook.command.imports.file.InvalidLineException;
import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Fingerprint;
import io.daybook.command.log.StoredKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of one import, each made into what the log is asked for.
 *
 * <p>The operation's id follows from the import and the line. So a line that was accepted, and is submitted once more
 * because that was not saved, is distinguished from a line of an earlier import.
 */
final class ImportLines {

    private static final byte[] NOTHING = {};

    private final ImportRequest request;
    private final Records records;
    private final LineParser parser;
    private final JsonMapper json;
    private final OpeningDates openings;
    private final NameBasedGenerator operationIds;

    ImportLines(ImportRequest request, Records records, LineParser parser, JsonMapper json, OpeningDates openings) {
        this.request = request;
        this.records = records;
        this.parser = parser;
        this.json = json;
        this.openings = openings;
        this.operationIds = Generators.nameBasedGenerator(request.importId());
    }

    /** Passes over lines that were decided before. */
    void skip(long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            records.next();
        }
    }

    /** The next lines, up to that many; none at the end of the file. */
    List<ImportLine> next(int max) throws IOException {
        var lines = new ArrayList<ImportLine>(max);
        while (lines.size() < max) {
            Optional<FileRecord> record = records.next();
            if (record.isEmpty()) {
                break;
            }
            lines.add(line(record.get()));
        }
        return lines;
    }

    private ImportLine line(FileRecord record) {
        UUID operationId = operationIds.generate(Long.toString(record.line()));
        try {
            ImportLineCommand line = parser.of(record, operationId);
            var origin = new Origin(
                    request.actor(),
                    line.imported().body().reason(),
                    line.imported().body().purpose(),
                    line.metadata());
            return new ValidLine(
                    record,
                    new CommandEnvelope(command(line), operationId, origin, idempotency(line), OptionalLong.empty()));
        } catch (InvalidLineException fault) {
            return new InvalidLine(record, fault);
        }
    }

    /** The command, with the openings of its accounts before it if there are terms for that. */
    private Command command(ImportLineCommand line) {
        Command command = line.imported().command();
        if (command instanceof OpenAccount open) {
            return open.effectiveDate() == null
                    ? openings.of(open.accountId()).map(open::on).orElse(open)
                    : open;
        }
        Terms terms = request.terms();
        if (terms == null) {
            return command;
        }
        for (Map.Entry<UUID, String> account : line.accounts().entrySet()) {
            LocalDate first =
                    openings.of(account.getKey()).orElse(line.imported().effectiveDate());
            command = new OpenAccountIfAbsent(terms.opening(account.getKey(), account.getValue(), first), command);
        }
        return command;
    }

    /**
     * The key is the line's own, whoever uploads it: an identifier is unique within an account of a source. A refusal is not
     * remembered: a line that the bank refused may be sent again once the cause is removed.
     */
    private Idempotency idempotency(ImportLineCommand line) {
        UUID account = line.accounts().keySet().iterator().next();
        EarlierForm earlier = earlier(line);
        String key = StoredKey.of(earlier.key(), List.of("import", account.toString()));
        Stream<String> substance = Stream.concat(
                Stream.of(line.imported().name(), line.accounts().keySet().toString()),
                line.imported().substance().stream());
        return new Idempotency(
                key, Fingerprint.of(substance.map(ImportLines::utf8).toArray(byte[][]::new)), false, earlier);
    }

    /** The key was unique within the source, and the digest covered every column as it was written. */
    private EarlierForm earlier(ImportLineCommand line) {
        var fingerprint = Fingerprint.of(
                utf8(line.imported().name()),
                utf8(line.accounts().keySet().toString()),
                json.writeValueAsBytes(line.imported().body()),
                line.metadata() == null ? NOTHING : utf8(line.metadata()));
        return new EarlierForm(
                "import:%s:%s".formatted(request.source(), line.id()), fingerprint, EarlierForm.Owner.STREAM);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
