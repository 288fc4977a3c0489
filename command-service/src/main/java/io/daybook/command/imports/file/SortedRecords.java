package io.daybook.command.imports.file;

import io.daybook.command.imports.sort.Entry;
import io.daybook.command.imports.sort.RunReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a file in another order than that in which they are written. */
public final class SortedRecords implements Records {

    private final Records written;
    private final RunReader sorted;

    /**
     * Records of a file in the order of those entries.
     *
     * @param written the file itself, of which no record is read
     * @param sorted the {@linkplain FileRecord#bytes() records}
     */
    public SortedRecords(Records written, RunReader sorted) {
        this.written = written;
        this.sorted = sorted;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        return sorted.next().map(Entry::content).map(FileRecord::of);
    }

    @Override
    public @Nullable CsvHeader header() {
        return written.header();
    }

    @Override
    public int columnsLeftOut() {
        return written.columnsLeftOut();
    }

    @Override
    public void asTakenIn(int columnsLeftOut) {
        written.asTakenIn(columnsLeftOut);
    }

    @Override
    public void countBlankLines() {
        // What was sorted has them if they were records then.
    }

    @Override
    public void close() throws IOException {
        try (written) {
            sorted.close();
        }
    }
}
