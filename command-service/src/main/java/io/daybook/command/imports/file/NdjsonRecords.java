package io.daybook.command.imports.file;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of an NDJSON file: a JSON object a line. Blank lines are skipped. */
final class NdjsonRecords implements Records {

    /** As long as the body of a request may be. */
    static final int LINE_CHARS_MAX = 64 * 1024;

    private static final int BUFFER_CHARS = 16 * 1024;

    private final Reader text;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int place;
    private int end;
    private long line;

    NdjsonRecords(Reader text) {
        this.text = text;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        for (Optional<String> next = nextLine(); next.isPresent(); next = nextLine()) {
            String record = next.get().strip();
            if (!record.isEmpty()) {
                return Optional.of(checked(record));
            }
        }
        return Optional.empty();
    }

    @Override
    public @Nullable CsvHeader header() {
        return null;
    }

    /** A field without a meaning is a fault of its line. */
    @Override
    public int columnsLeftOut() {
        return 0;
    }

    @Override
    public void asTakenIn(int columnsLeftOut) {
        // Its fields have names in every line, and none was ever left out.
    }

    @Override
    public void countBlankLines() {
        // They never were records.
    }

    private FileRecord checked(String record) throws MalformedFileException {
        if (record.startsWith("{") && record.endsWith("}")) {
            return new FileRecord(line, List.of(record));
        }
        throw new MalformedFileException(line, "Every line must be a JSON object, from its { to its }.");
    }

    private Optional<String> nextLine() throws IOException {
        if (isAtEnd()) {
            return Optional.empty();
        }
        line++;
        var content = new StringBuilder();
        while (!isAtEnd()) {
            char next = buffer[place++];
            if (next == '\n') {
                break;
            }
            if (content.length() == LINE_CHARS_MAX) {
                throw new MalformedFileException(
                        line, "The line has more than %d characters.".formatted(LINE_CHARS_MAX));
            }
            content.append(next);
        }
        return Optional.of(content.toString());
    }

    private boolean isAtEnd() throws IOException {
        if (place == end) {
            place = 0;
            end = Math.max(0, text.read(buffer, 0, buffer.length));
        }
        return end == 0;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
