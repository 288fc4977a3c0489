package io.daybook.command.imports.sort;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads entries that were sorted; only one is in memory at a time. */
public final class RunReader implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DataInputStream run;

    /** Reads the entries of a file. */
    public RunReader(InputStream run) {
        this.run = new DataInputStream(new BufferedInputStream(run, BUFFER_BYTES));
    }

    /**
     * The next entry, nothing after the last.
     *
     * @throws EOFException if the file ends within an entry
     */
    public Optional<Entry> next() throws IOException {
        run.mark(1);
        if (run.read() < 0) {
            return Optional.empty();
        }
        run.reset();
        byte[] content = new byte[run.readInt()];
        long key = run.readLong();
        run.readFully(content);
        return Optional.of(new Entry(key, content));
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
