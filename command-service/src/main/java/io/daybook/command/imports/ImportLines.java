package io.daybook.command.imports;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.daybook.command.account.domain.AccountCommand;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.BookElsewhere;
import io.daybook.command.account.domain.OpenAccountIfAbsent;
import io.daybook.command.decision.Command;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.imports.ImportLine.InvalidLine;
import io.daybook.command.imports.ImportLine.RefusedLine;
import io.daybook.command.imports.ImportLine.ValidLine;
import io.daybook.command.imports.ImportRequest.Terms;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportLineCommand;
import io.daybook.command.imports.file.InvalidLineException;
import io.daybook.command.imports.file.LineParser;
import io.daybook.command.imports.file.LinePartiesReader;
import io.daybook.command.imports.file.Records;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Fingerprint;
import io.daybook.command.log.StoredKey;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.PersonalDataCipher.Encryptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    private final LinePartiesReader parties;
    private final LineSeals seals;
    private final NameBasedGenerator operationIds;
    private final Map<UUID, String> opened = new NewestOpenings();

    ImportLines(
            ImportRequest request,
            Records records,
            LineParser parser,
            JsonMapper json,
            OpeningDates openings,
            LineSeals seals) {
        this.parties = LinePartiesReader.of(records, request.source(), json);
        this.seals = seals;
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

    /** The next records, up to that many; none at the end of the file. */
    List<FileRecord> next(int max) throws IOException {
        var next = new ArrayList<FileRecord>(max);
        while (next.size() < max) {
            Optional<FileRecord> record = records.next();
            if (record.isEmpty()) {
                break;
            }
            next.add(record.get());
        }
        return next;
    }

    /**
     * The lines that records are. The same records again are the same lines.
     *
     * @throws KeysUnavailable if a key is needed that cannot be had at the moment
     */
    List<ImportLine> of(List<FileRecord> group) {
        List<ParsedLine> parsed = group.stream().map(this::parsed).toList();
        noteOpenings(parsed);
        Set<UUID> sealed = parsed.stream()
                .flatMap(line -> line.understood().stream())
                .filter(line -> line.counterparty() != null || !line.originals().isEmpty())
                .map(ImportLines::firstAccount)
                .collect(Collectors.toSet());
        Map<UUID, Encryptor> encryptors = seals.encryptors(sealed, this::customerOf);
        return parsed.stream().map(line -> line(line, encryptors)).toList();
    }

    /** Notes the customers of accounts that lines open, as they are not known yet when lines about them are read ahead. */
    private void noteOpenings(List<ParsedLine> parsed) {
        for (ParsedLine line : parsed) {
            if (line.understood().isPresent()
                    && line.understood().get().imported().command() instanceof OpenAccount open) {
                opened.put(open.accountId(), open.holder().customerId());
            }
        }
    }

    /** The customer that an account will have once it is opened; null if no line opens it. */
    private @Nullable String customerOf(UUID account) {
        return request.terms() == null ? opened.get(account) : opened.getOrDefault(account, account.toString());
    }

    /** Encrypts what was refused. */
    List<SealedRefusal> sealed(List<RefusedLine> refused) {
        return seals.sealed(request.importId(), refused, parties::of);
    }

    /** Accounts and their customers, for as long as it takes until the lines that open them are decided. */
    private static final class NewestOpenings extends LinkedHashMap<UUID, String> {

        private static final long serialVersionUID = 1L;

        /** As many as two groups of lines may open: one is decided while the next is read. */
        private static final int KEPT_MAX = 20_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > KEPT_MAX;
        }
    }

    /** A record that was understood, or the reason why it was not. */
    private record ParsedLine(
            FileRecord record,
            UUID operationId,
            Optional<ImportLineCommand> understood,
            Optional<InvalidLineException> fault) {}

    private ParsedLine parsed(FileRecord record) {
        UUID operationId = operationIds.generate(Long.toString(record.line()));
        try {
            return new ParsedLine(record, operationId, Optional.of(parser.of(record, operationId)), Optional.empty());
        } catch (InvalidLineException fault) {
            return new ParsedLine(record, operationId, Optional.empty(), Optional.of(fault));
        }
    }

    private ImportLine line(ParsedLine parsed, Map<UUID, Encryptor> encryptors) {
        if (parsed.understood().isEmpty()) {
            return new InvalidLine(parsed.record(), parsed.fault().orElseThrow());
        }
        ImportLineCommand line = parsed.understood().get();
        CommandDispatcher.Body body = line.imported().body();
        var origin = new Origin(request.actor(), body.reason(), body.purpose(), metadata(line, encryptors));
        return new ValidLine(
                parsed.record(),
                new CommandEnvelope(
                        command(line, encryptors),
                        parsed.operationId(),
                        origin,
                        idempotency(line),
                        OptionalLong.empty()));
    }

    /** The texts that were changed, encrypted, as far as there is an account that they can be told of. */
    private @Nullable String metadata(ImportLineCommand line, Map<UUID, Encryptor> encryptors) {
        Encryptor encryptor = encryptors.get(firstAccount(line));
        if (line.originals().isEmpty() || encryptor == null) {
            return null;
        }
        ObjectNode metadata = json.createObjectNode();
        ObjectNode originals = metadata.putObject("original");
        line.originals().forEach((field, text) -> originals.put(field, encryptor.encrypt(text)));
        return metadata.toString();
    }

    private static UUID firstAccount(ImportLineCommand line) {
        return line.accounts().keySet().iterator().next();
    }

    /** The command with the other party, as far as there is an account that it can be told of. */
    private static AccountCommand withCounterparty(ImportLineCommand line, Map<UUID, Encryptor> encryptors) {
        AccountCommand command = line.imported().command();
        Encryptor encryptor = encryptors.get(firstAccount(line));
        if (line.counterparty() == null || encryptor == null) {
            return command;
        }
        return switch (command) {
            case Deposit deposit -> deposit.from(line.counterparty().sealed(encryptor));
            case Withdraw withdraw -> withdraw.to(line.counterparty().sealed(encryptor));
            default -> command;
        };
    }

    private static Command withBookingDate(ImportLineCommand line, AccountCommand command) {
        LocalDate bookedOn = line.imported().bookedOn();
        return bookedOn == null ? command : new BookElsewhere(command, bookedOn);
    }

    /** The command, with the openings of its accounts before it if there are terms for that. */
    private Command command(ImportLineCommand line, Map<UUID, Encryptor> encryptors) {
        Command command = withBookingDate(line, withCounterparty(line, encryptors));
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
        EarlierForm earlier = earlier(line);
        String key =
                StoredKey.of(earlier.key(), List.of("import", firstAccount(line).toString()));
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
                line.others() == null ? NOTHING : utf8(line.others()));
        return new EarlierForm(
                "import:%s:%s".formatted(request.source(), line.id()), fingerprint, EarlierForm.Owner.STREAM);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
