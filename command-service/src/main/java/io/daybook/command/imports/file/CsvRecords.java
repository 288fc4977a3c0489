package io.daybook.command.imports.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file below its header, which is read at once. */
final class CsvRecords implements Records {

    /** Longer than any text that a bank has for a transaction. */
    static final int FIELD_CHARS_MAX = 16 * 1024;

    /** Twice as many as the widest export of a core banking system. */
    static final int FIELDS_MAX = 200;

    private final Handler handler = new Handler();
    private final CsvReader<FileRecord> reader;
    private final Iterator<FileRecord> records;
    private CsvHeader header;

    /**
     * Begins to read a file.
     *
     * @throws MalformedFileException if it is empty or its header is not as it must be
     */
    CsvRecords(Reader text) throws IOException {
        this.reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(FIELD_CHARS_MAX)
                .build(handler, text);
        this.records = reader.iterator();
        this.header = CsvHeader.of(next().orElseThrow(() -> new MalformedFileException(1, "The file is empty.")));
    }

    @Override
    public CsvHeader header() {
        return header;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException | UncheckedIOException e) {
            throw fault(e);
        }
    }

    @Override
    public int columnsLeftOut() {
        return header.leftOut();
    }

    @Override
    public void asTakenIn(int columnsLeftOut) {
        header = header.asTakenIn(columnsLeftOut);
    }

    private IOException fault(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException unreadable) {
                return unreadable;
            }
        }
        return new MalformedFileException(handler.line, """
                The record that begins here is not well-formed CSV: a quote is not closed or not doubled, a field has more \
                than %d characters, or there are more than %d fields.""".formatted(FIELD_CHARS_MAX, FIELDS_MAX));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Handler extends AbstractBaseCsvCallbackHandler<FileRecord> {

        private long line = 1;
        private List<String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
            if (index >= FIELDS_MAX || length > FIELD_CHARS_MAX) {
                throw new CsvParseException("The record is too long.");
            }
            fields.add(new String(buffer, offset, length));
        }

        @Override
        protected @Nullable FileRecord buildRecord() {
            return new FileRecord(line, fields);
        }
    }
}
