package io.daybook.command.imports;

import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.Records;
import io.daybook.command.imports.file.InvalidLineException;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportLineCommand;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.OpenAccountIfAbsent;
import io.daybook.command.decision.Command;
import io.daybook.command.imports.ImportLine.NotUnderstood;
import io.daybook.command.imports.ImportLine.Understood;
import io.daybook.command.imports.ImportRequest.Terms;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of one import, each made into what the log is asked for.
 *
 * <p>The operation's id follows from the import and the line. So a line that was accepted, and is handed in once more
 * because nobody noted that, is told from a line that another import brought before.
 */
final class ImportLines {

    private static final byte[] NOTHING = {};

    private final ImportRequest order;
    private final Records records;
    private final LineParser instructions;
    private final JsonMapper json;
    private final NameBasedGenerator operationIds;

    ImportLines(ImportRequest order, Records records, LineParser instructions, JsonMapper json) {
        this.order = order;
        this.records = records;
        this.instructions = instructions;
        this.json = json;
        this.operationIds = Generators.nameBasedGenerator(order.importId());
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
            ImportLineCommand line = instructions.of(record, operationId);
            var origin = new Origin(
                    order.actor(),
                    line.instruction().body().reason(),
                    line.instruction().body().purpose(),
                    line.metadata());
            return new Understood(
                    record,
                    new CommandEnvelope(command(line), operationId, origin, idempotency(line), OptionalLong.empty()));
        } catch (InvalidLineException fault) {
            return new NotUnderstood(record, fault);
        }
    }

    /** The command, with the openings of its accounts before it if there are terms for that. */
    private Command command(ImportLineCommand line) {
        Command command = line.instruction().command();
        Terms terms = order.terms();
        if (terms == null || command instanceof OpenAccount) {
            return command;
        }
        for (Map.Entry<UUID, String> account : line.accounts().entrySet()) {
            OpenAccount opening = terms.opening(
                    account.getKey(), account.getValue(), line.instruction().effectiveDate());
            command = new OpenAccountIfAbsent(opening, command);
        }
        return command;
    }

    /** A refusal is not remembered: a line that the bank refused may be sent again once the cause is removed. */
    private Idempotency idempotency(ImportLineCommand line) {
        var fingerprint = Fingerprint.of(
                line.instruction().name().getBytes(StandardCharsets.UTF_8),
                line.accounts().keySet().toString().getBytes(StandardCharsets.UTF_8),
                json.writeValueAsBytes(line.instruction().body()),
                line.metadata() == null ? NOTHING : line.metadata().getBytes(StandardCharsets.UTF_8));
        return new Idempotency("import:%s:%s".formatted(order.source(), line.id()), fingerprint, false);
    }
}
