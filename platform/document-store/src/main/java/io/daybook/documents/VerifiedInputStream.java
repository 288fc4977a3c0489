package io.daybook.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A content that is verified while it is read. The last bytes are handed out only once all are known to be those that were
 * announced, so that whoever has read as many bytes as were announced has read the right ones.
 */
public final class VerifiedInputStream extends FilterInputStream {

    private static final int SKIP_BYTES_MAX = 8 * 1024;

    private final MessageDigest digest = Sha256.digest();
    private final long sizeBytes;
    private final String sha256;
    private long readBytes;
    private boolean isVerified;

    /**
     * Verifies that content.
     *
     * @param content the content to read; closed with this stream
     * @param sizeBytes the length it must have
     * @param sha256 the SHA-256 that it must have, as 64 hexadecimal digits in lower case
     */
    public VerifiedInputStream(InputStream content, long sizeBytes, String sha256) {
        super(content);
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
    }

    /**
     * Reads a content to its end.
     *
     * @throws AlteredContent if it is not the one that was announced
     * @throws IOException if it cannot be read
     */
    public static void verify(InputStream content, long sizeBytes, String sha256) throws IOException {
        try (var verified = new VerifiedInputStream(content, sizeBytes, sha256)) {
            verified.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
            readBytes += read;
        }
        if (!isVerified && (read < 0 || readBytes >= sizeBytes)) {
            verifyEnd();
        }
        return read;
    }

    private void verifyEnd() throws IOException {
        if (readBytes < sizeBytes) {
            throw new AlteredContent("The content ends after %d bytes of %d.".formatted(readBytes, sizeBytes));
        }
        if (readBytes > sizeBytes || super.read() >= 0) {
            throw new AlteredContent("The content is longer than its %d bytes.".formatted(sizeBytes));
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new AlteredContent("The content has another SHA-256.");
        }
        isVerified = true;
    }

    /** Skipping would leave bytes unverified: nothing is skipped without being read. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes(Math.toIntExact(Math.min(count, SKIP_BYTES_MAX))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
