package io.daybook.command.imports.sort;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes entries in their order: of each the length of its content, its key, and its content. */
final class RunWriter implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DataOutputStream run;
    private long bytes;

    RunWriter(OutputStream run) {
        this.run = new DataOutputStream(new BufferedOutputStream(run, BUFFER_BYTES));
    }

    void write(Entry entry) throws IOException {
        run.writeInt(entry.content().length);
        run.writeLong(entry.key());
        run.write(entry.content());
        bytes += Integer.BYTES + Long.BYTES + entry.content().length;
    }

    /** Number of bytes that were written. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
