package io.daybook.command.imports.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The text of a file in UTF-8, whatever charset it came in. */
final class Utf8Stream extends InputStream {

    private static final int BUFFER_CHARS = 16 * 1024;

    /** As long as the longest byte order mark. */
    private static final int MARK_BYTES = 3;

    private final TextReader text;
    private final char[] chars = new char[BUFFER_CHARS];
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream(BUFFER_CHARS);
    private final Writer encoder = new OutputStreamWriter(encoded, StandardCharsets.UTF_8);
    private byte[] bytes = new byte[0];
    private int position;

    private Utf8Stream(TextReader text) {
        this.text = text;
    }

    /**
     * The text of a file. Nothing is guessed: without a charset it is UTF-8, or UTF-16 if it begins with the byte order mark.
     *
     * @param charset the charset that is said to be that of the file, null if none is
     * @throws MalformedFileException if the file begins with the byte order mark of another
     */
    static InputStream of(InputStream file, @Nullable Charset charset) throws IOException {
        var whole = new PushbackInputStream(file, MARK_BYTES);
        byte[] beginning = whole.readNBytes(MARK_BYTES);
        whole.unread(beginning);
        Charset marked = marked(beginning);
        if (charset != null && marked != null && !isUnicode(charset)) {
            throw new MalformedFileException(
                    1,
                    "The file begins with the byte order mark of %s, and Content-Type says that it is %s. Leave the charset out."
                            .formatted(marked, charset));
        }
        Charset read = charset == null ? marked : charset;
        return read == null || read.equals(StandardCharsets.UTF_8)
                ? whole
                : new Utf8Stream(new TextReader(whole, read));
    }

    /** Text in one of these that is read as another is found out: nothing of it makes sense, the header least of all. */
    private static boolean isUnicode(Charset charset) {
        return charset.name().startsWith("UTF-");
    }

    private static @Nullable Charset marked(byte[] beginning) {
        if (startsWith(beginning, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(beginning, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return startsWith(beginning, 0xEF, 0xBB, 0xBF) ? StandardCharsets.UTF_8 : null;
    }

    private static boolean startsWith(byte[] beginning, int... mark) {
        return beginning.length >= mark.length
                && IntStream.range(0, mark.length).allMatch(i -> (beginning[i] & 0xff) == mark[i]);
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int read = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, read);
        position += read;
        return read;
    }

    /** Tells whether nothing is left, after reading on if need be. */
    private boolean isAtEnd() throws IOException {
        while (position == bytes.length) {
            int read = text.read(chars, 0, chars.length);
            if (read < 0) {
                return true;
            }
            encoder.write(chars, 0, read);
            encoder.flush();
            bytes = encoded.toByteArray();
            encoded.reset();
            position = 0;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
