package io.daybook.command.imports;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.access.Identity;
import io.daybook.access.Scopes;
import io.daybook.command.http.Begun;
import io.daybook.command.http.Caller;
import io.daybook.command.imports.LineRefusal.Withheld;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.UploadedFile;
import io.daybook.serviceweb.Problem;
import io.daybook.serviceweb.TextTable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports, over REST: upload a file, see how far it is, see what was refused, end it. */
@RestController
class ImportController {

    private static final Logger LOG = LoggerFactory.getLogger(ImportController.class);
    private static final String PAGE_ITEMS = "50";

    private final Uploads uploads;
    private final ImportStore store;
    private final LineSeals seals;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ImportController(Uploads uploads, ImportStore store, LineSeals seals) {
        this.seals = seals;
        this.uploads = uploads;
        this.store = store;
    }

    /**
     * Takes a file in.
     *
     * @param source its origin; within it the lines' identifiers are unique
     * @param openAccounts true if unknown accounts are to be opened, on the terms that follow
     * @param order {@code any} if the lines stand in any order; they are decided by value date
     * @param calendar {@code 30/360} if 29 and 30 February stand for the month's last day
     * @param extraZeros {@code allow} if zeros beyond the decimals of a currency mean nothing
     */
    @PostMapping(
            path = "/v1/imports",
            consumes = {"text/csv", "application/x-ndjson"})
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "408", description = "The file arrives too slowly.")
    @ApiResponse(responseCode = "507", description = "There is no room for the file.")
    ResponseEntity<ImportAnswer> upload(
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType mediaType,
            @RequestHeader(name = HttpHeaders.CONTENT_LENGTH, defaultValue = "-1") long announcedBytes,
            @RequestParam(defaultValue = "default") String source,
            @RequestParam @Nullable String openAccounts,
            @RequestParam @Nullable String currency,
            @RequestParam @Nullable String overdraftLimit,
            @RequestParam @Nullable String productCode,
            @RequestParam @Nullable String order,
            @RequestParam @Nullable String calendar,
            @RequestParam @Nullable String extraZeros,
            InputStream body,
            Caller caller) {
        ImportFormat format = ImportParameters.format(mediaType);
        var request = new ImportRequest(
                ids.generate(),
                format,
                ImportParameters.source(source),
                caller.actor(),
                ImportParameters.terms(openAccounts, currency, overdraftLimit, productCode),
                ImportParameters.options(order, calendar, extraZeros));
        Begun<Import> taken = uploads.receive(
                request,
                caller.storedKey(),
                new UploadedFile(body, ImportParameters.charset(format, mediaType), announcedBytes));
        return taken.answer()
                .location(URI.create("/v1/imports/" + taken.what().request().importId()))
                .body(ImportAnswer.of(taken.what()));
    }

    @GetMapping("/v1/imports")
    Page<ImportAnswer> list(
            @RequestParam @Nullable String cursor, @RequestParam(defaultValue = PAGE_ITEMS) String limit) {
        int items = ImportParameters.pageLimit(limit);
        List<ImportAnswer> rows = store.list(ImportParameters.importCursor(cursor), items + 1).stream()
                .map(ImportAnswer::of)
                .toList();
        return Page.of(rows, items, last -> last.importId().toString());
    }

    /** The newest imports as a table, for terminals. */
    @GetMapping(path = "/v1/imports", produces = MediaType.TEXT_PLAIN_VALUE)
    String listAsTable(@RequestParam(defaultValue = PAGE_ITEMS) String limit) {
        var table = new TextTable(
                "IMPORT",
                "SOURCE",
                "STATE",
                "READ",
                "OF",
                "ACCEPTED",
                "REPEATED",
                "REFUSED",
                "LINES/S",
                "SECONDS LEFT");
        for (ImportAnswer one : list(null, limit).items()) {
            table.row(
                    one.importId(),
                    one.source(),
                    one.state(),
                    one.linesRead(),
                    one.linesTotal(),
                    one.accepted(),
                    one.repeated(),
                    one.refused(),
                    one.linesPerSecond(),
                    one.secondsLeft());
        }
        return table.toString();
    }

    @GetMapping("/v1/imports/{id}")
    ImportAnswer show(@PathVariable UUID id) {
        return ImportAnswer.of(known(id));
    }

    /**
     * Lists the lines that were refused. They may name customers, so what they say is told to whoever may read accounts, and to others
     * only which lines they are and why. They are deleted some time after the import has ended.
     */
    @GetMapping("/v1/imports/{id}/refusals")
    Page<LineRefusal> refusals(
            @PathVariable UUID id,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = PAGE_ITEMS) String limit,
            Identity identity) {
        int items = ImportParameters.pageLimit(limit);
        Import known = known(id);
        List<SealedRefusal> rows =
                store.refusals(known.request().importId(), ImportParameters.lineCursor(cursor), items + 1);
        List<LineRefusal> told = identity.may(Scopes.ACCOUNTS_READ)
                ? seals.opened(rows)
                : rows.stream().map(row -> row.withheld(Withheld.NOT_PERMITTED)).toList();
        return Page.of(told, items, last -> Long.toString(last.line()));
    }

    /** Ends an import after the lines that are being decided; what was accepted stays. */
    @DeleteMapping("/v1/imports/{id}")
    ImportAnswer cancel(@PathVariable UUID id) {
        known(id);
        Import ended = store.finish(id, ImportState.CANCELLED, null);
        if (ended.state() != ImportState.CANCELLED) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "import-ended",
                    "The import has ended already: it is %s.".formatted(ended.state()));
        }
        return ImportAnswer.of(ended);
    }

    private Import known(UUID id) {
        return store.find(id)
                .orElseThrow(() ->
                        new Problem(HttpStatus.NOT_FOUND, "unknown-import", "There is no import %s.".formatted(id)));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException unavailable) {
        LOG.atWarn().setCause(unavailable).log("The table of imports could not be reached.");
        Problem problem = new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "log-unavailable",
                        "The log's database could not be reached. Ask again; a file sent again adds nothing twice.")
                .retryAfter(1);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
