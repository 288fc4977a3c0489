package io.daybook.command.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once it turns out to be longer than a file may be. */
public final class LimitedStream extends FilterInputStream {

    private long left;

    /** A stream of so many bytes at most. */
    public LimitedStream(InputStream stream, long bytesMax) {
        super(stream);
        this.left = bytesMax;
    }

    /** The file is larger than a file may be. */
    public static final class FileTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        take(Math.max(0, read));
        return read;
    }

    private void take(int bytes) throws FileTooLargeException {
        left -= bytes;
        if (left < 0) {
            throw new FileTooLargeException();
        }
    }
}
