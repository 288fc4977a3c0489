package io.daybook.command.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A file as it arrives.
 *
 * @param body its bytes
 * @param charset the charset that is said to be that of its text, null if none is
 * @param announcedBytes its size as announced, -1 if not announced
 */
public record UploadedFile(InputStream body, @Nullable Charset charset, long announcedBytes) {

    /**
     * Its text in UTF-8, as it is kept.
     *
     * @param bytesMax bytes that it may have as it is sent: what is kept of it may be less
     * @throws FileTooLargeException then or later, if it has more
     */
    public InputStream utf8(long bytesMax) throws IOException {
        return Utf8Stream.of(new Limited(body, bytesMax), charset);
    }

    /** The file is larger than a file may be. */
    public static final class FileTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream body, long bytesMax) {
            super(body);
            this.left = bytesMax;
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
}
