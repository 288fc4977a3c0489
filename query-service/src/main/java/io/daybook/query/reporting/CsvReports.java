package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Reports as CSV (RFC 4180), with a line of column names.
 *
 * <p>A long one is never whole in memory: rows go from a cursor of the database to the caller. Whatever ends it before its
 * last row also breaks the connection off, so that a part can never be taken for the whole.
 */
@Component
class CsvReports {

    static final String MEDIA_TYPE = "text/csv";

    private static final Logger LOG = LoggerFactory.getLogger(CsvReports.class);

    /** A few hundred kilobytes at once. */
    private static final int FETCH_ROWS = 1_000;

    private final ReadDatabase database;
    private final ReportProperties properties;
    private final Semaphore permits;
    private final CsvMapper csv = CsvMapper.builder()
            .addModule(new SimpleModule().addSerializer(new CsvText()))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
            .build();

    CsvReports(@Qualifier(ReportingGroup.NAME) ReadDatabase database, ReportProperties properties) {
        this.database = database;
        this.properties = properties;
        this.permits = new Semaphore(properties.csvAtOnceMax());
    }

    /**
     * Statements that read a report.
     *
     * @param count counts its rows, no further than one past the limit
     * @param rows its rows, in order
     */
    record ReportStatements(StatementSpec count, StatementSpec rows) {}

    /** Writes a report that is short by its nature. */
    <T> void write(HttpServletResponse response, String report, Class<T> type, List<T> rows) throws IOException {
        SequenceWriter writer = begin(response, report, type);
        rows.forEach(writer::write);
        writer.close();
    }

    /**
     * Streams a report, all of it as of one state of the view.
     *
     * @param statements gives the statements, in the transaction that reads the report
     * @param mapper makes a line of a row
     * @throws Problem if the report has too many rows, takes too long, or too many are being streamed already
     * @throws IOException if anything ended the report after its beginning was sent
     */
    <T> void stream(
            HttpServletResponse response,
            String report,
            Class<T> type,
            IntFunction<ReportStatements> statements,
            RowMapper<T> mapper)
            throws IOException {
        if (!permits.tryAcquire()) {
            throw new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "busy",
                            "%d reports are being streamed, which is the limit. Ask again a little later."
                                    .formatted(properties.csvAtOnceMax()))
                    .retryLater();
        }
        try {
            streamed(response, report, type, statements, mapper);
        } catch (RuntimeException e) {
            throw endedEarly(response, e);
        } finally {
            permits.release();
        }
    }

    private <T> void streamed(
            HttpServletResponse response,
            String report,
            Class<T> type,
            IntFunction<ReportStatements> statements,
            RowMapper<T> mapper) {
        long begunNanos = System.nanoTime();
        boolean unused = database.inOneSnapshot(() -> {
            ReportStatements reading = statements.apply(properties.csvRowsMax() + 1);
            checkRows(reading.count().query(Long.class).single());
            SequenceWriter writer = begin(response, report, type);
            reading.rows().withFetchSize(FETCH_ROWS).query(row -> {
                checkTime(begunNanos);
                writer.write(mapper.mapRow(row, row.getRow()));
            });
            writer.close();
            return true;
        });
    }

    /** Before the first is written, so that the caller gets a clear answer instead of a part. */
    private void checkRows(long rows) {
        if (rows > properties.csvRowsMax()) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "too-many-rows",
                            "The report has more than %d rows, which is the limit. Ask for fewer days at once, or filter."
                                    .formatted(properties.csvRowsMax()))
                    .with("rowsMax", properties.csvRowsMax());
        }
    }

    private void checkTime(long begunNanos) {
        if (System.nanoTime() - begunNanos > properties.csvTimeMax().toNanos()) {
            throw new ReportTimeoutException(properties.csvTimeMax());
        }
    }

    /** An answer of its own as long as nothing was sent; after that, what makes the server break the connection off. */
    private IOException endedEarly(HttpServletResponse response, RuntimeException cause) {
        if (response.isCommitted()) {
            LOG.atWarn().log("A report was broken off: {}", cause.toString());
            return new IOException("The report was broken off.");
        }
        response.reset();
        throw cause;
    }

    private <T> SequenceWriter begin(HttpServletResponse response, String report, Class<T> type) {
        response.setContentType(MEDIA_TYPE + ";header=present;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.csv\"".formatted(report));
        CsvSchema schema = csv.schemaFor(type).withLineSeparator("\r\n");
        try {
            OutputStream body = response.getOutputStream();
            body.write((String.join(",", schema.getColumnNames()) + "\r\n").getBytes(StandardCharsets.UTF_8));
            return csv.writerFor(type).with(schema).writeValues(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
