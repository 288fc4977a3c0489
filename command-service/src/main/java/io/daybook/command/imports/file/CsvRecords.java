package io.daybook.command.imports.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file below its header, which is read at once.
 *
 * <p>The header is the first record that names all columns that are needed; what stands above it, as banks write the account and
 * its balance there, is passed over. The header also tells what separates fields: a comma, a semicolon, a tab or a bar. Lines
 * of white space are no records.
 */
final class CsvRecords implements Records {

    /** Longer than any text that a bank has for a transaction. */
    static final int FIELD_CHARS_MAX = 16 * 1024;

    /** Twice as many as the widest export of a core banking system. */
    static final int FIELDS_MAX = 200;

    /** So many records may stand above the header, within so many characters. */
    private static final int PREAMBLE_RECORDS_MAX = 50;

    private static final int PREAMBLE_CHARS_MAX = 32 * 1024;

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private final Handler handler = new Handler();
    private final CsvReader<FileRecord> reader;
    private final Iterator<FileRecord> records;
    private CsvHeader header;
    private boolean countsBlankLines;

    /**
     * Begins to read a file.
     *
     * @throws MalformedFileException if it is empty or its header is not as it must be
     */
    CsvRecords(Reader text) throws IOException {
        char[] beginning = new char[PREAMBLE_CHARS_MAX];
        int length = read(text, beginning);
        var whole = new PushbackReader(text, PREAMBLE_CHARS_MAX);
        whole.unread(beginning, 0, length);
        HeaderPlace place = headerPlace(beginning, length);
        this.reader = reader(place.separator(), handler, whole);
        this.records = reader.iterator();
        this.header = header(place.line());
    }

    /** Reads the header. What stands above it must have nothing that a line has: it might be meant to count. */
    private CsvHeader header(long line) throws IOException {
        var above = new ArrayList<FileRecord>();
        FileRecord first = next().orElseThrow(() -> new MalformedFileException(1, "The file is empty."));
        while (first.line() < line) {
            above.add(first);
            first = next().orElseThrow();
        }
        CsvHeader found = CsvHeader.of(first);
        for (FileRecord record : above) {
            if (found.mayBeLine(record)) {
                throw new MalformedFileException(
                        record.line(), "This line stands above the header and is built like it. Put the header first.");
            }
        }
        return found;
    }

    /**
     * Place of the header.
     *
     * @param separator what separates fields
     * @param line its line
     */
    private record HeaderPlace(char separator, long line) {}

    private static int read(Reader text, char[] target) throws IOException {
        int length = 0;
        while (length < target.length) {
            int read = text.read(target, length, target.length - length);
            if (read < 0) {
                return length;
            }
            length += read;
        }
        return length;
    }

    /** The place of the header; the first line, with commas, if none is found, so that what is missing there can be told. */
    private static HeaderPlace headerPlace(char[] beginning, int length) throws IOException {
        for (char separator : SEPARATORS) {
            Optional<FileRecord> header = header(separator, new CharArrayReader(beginning, 0, length));
            if (header.isPresent()) {
                return new HeaderPlace(separator, header.get().line());
            }
        }
        return new HeaderPlace(SEPARATORS[0], 1);
    }

    private static Optional<FileRecord> header(char separator, Reader beginning) throws IOException {
        try (CsvReader<FileRecord> records = reader(separator, new Handler(), beginning)) {
            return records.stream()
                    .limit(PREAMBLE_RECORDS_MAX)
                    .filter(CsvHeader::isHeader)
                    .findFirst();
        } catch (CsvParseException | UncheckedIOException notSeparatedSo) {
            return Optional.empty();
        }
    }

    private static CsvReader<FileRecord> reader(char separator, Handler handler, Reader text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(FIELD_CHARS_MAX)
                .build(handler, text);
    }

    @Override
    public CsvHeader header() {
        return header;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            while (records.hasNext()) {
                FileRecord record = records.next();
                if (countsBlankLines || !isBlank(record)) {
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        } catch (CsvParseException | UncheckedIOException e) {
            throw fault(e);
        }
    }

    private static boolean isBlank(FileRecord record) {
        return record.fields().size() == 1 && record.fields().getFirst().isBlank();
    }

    @Override
    public int columnsLeftOut() {
        return header.leftOut();
    }

    @Override
    public void asTakenIn(int columnsLeftOut) {
        header = header.asTakenIn(columnsLeftOut);
    }

    @Override
    public void countBlankLines() {
        countsBlankLines = true;
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
