package io.daybook.command.imports.sort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Files on disk, however they are kept there. */
public interface RunFiles {

    /**
     * Writes a new file.
     *
     * @param bytes about as many bytes as will be written
     * @throws IOException if it cannot be written, or there is no room for it
     */
    OutputStream write(Path file, long bytes) throws IOException;

    /** Reads a file from its beginning. */
    InputStream read(Path file) throws IOException;
}
