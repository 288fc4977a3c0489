package io.daybook.command.imports.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other; only one is in memory at a time. */
public sealed interface Records extends Closeable permits CsvRecords, NdjsonRecords, SortedRecords {

    /**
     * The next record, nothing after the last.
     *
     * @throws MalformedFileException if the file is not well-formed here; it cannot be read on
     * @throws IOException if it cannot be read
     */
    Optional<FileRecord> next() throws IOException;

    /** The columns of the file, null if it has none because its records are JSON. */
    @Nullable
    CsvHeader header();

    /** The number of columns of the file that have no meaning here, so that nothing of them is kept. */
    int columnsLeftOut();

    /**
     * Reads on as the file was taken in, maybe by an earlier version, for which fewer columns had a meaning.
     *
     * @param columnsLeftOut number of columns that had none
     */
    void asTakenIn(int columnsLeftOut);

    /** Reads on with lines of white space as records of their own, as an earlier version counted them. */
    void countBlankLines();
}
