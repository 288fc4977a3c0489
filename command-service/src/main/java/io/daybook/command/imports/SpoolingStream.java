package io.daybook.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps what is read, as long as there is room. */
final class SpoolingStream extends InputStream {

    /** Number of bytes after which free disk space is checked. */
    private static final long SPACE_CHECK_BYTES = 16L * 1024 * 1024;

    private final InputStream body;
    private final OutputStream file;
    private final SpoolFolder folder;
    private final ImportProperties properties;
    private long bytes;
    private long bytesWhenChecked;

    SpoolingStream(InputStream body, OutputStream file, SpoolFolder folder, ImportProperties properties) {
        this.body = body;
        this.file = file;
        this.folder = folder;
        this.properties = properties;
    }

    /** There is no room for the file, or the disk failed. */
    static final class InsufficientSpaceException extends IOException {
        private static final long serialVersionUID = 1L;

        InsufficientSpaceException() {}

        InsufficientSpaceException(IOException cause) {
            super(cause);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = body.read(target, offset, length);
        if (read > 0) {
            keep(target, offset, read);
        }
        return read;
    }

    private void keep(byte[] source, int offset, int length) throws IOException {
        bytes += length;
        if (bytes - bytesWhenChecked > SPACE_CHECK_BYTES) {
            bytesWhenChecked = bytes;
            checkRoomFor(0);
        }
        try {
            file.write(source, offset, length);
        } catch (IOException e) {
            throw new InsufficientSpaceException(e);
        }
    }

    /** Checks that so many bytes more leave enough room on the disk. */
    void checkRoomFor(long more) throws IOException {
        if (folder.spaceLeft() - more < properties.spaceMin().toBytes()) {
            throw new InsufficientSpaceException();
        }
    }
}
