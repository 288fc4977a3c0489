package io.daybook.command.imports.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a file in UTF-8, whatever charset it came in. */
public final class Utf8Stream extends InputStream {

    private static final int BUFFER_CHARS = 16 * 1024;

    /** A byte order mark of UTF-16 as a file has it, which is no text in UTF-8. */
    private static final int MARK_BYTES = 2;

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
     */
    public static InputStream of(InputStream file, @Nullable Charset charset) throws IOException {
        if (charset == null) {
            return marked(file);
        }
        return charset.equals(StandardCharsets.UTF_8) ? file : new Utf8Stream(new TextReader(file, charset));
    }

    private static InputStream marked(InputStream file) throws IOException {
        var whole = new PushbackInputStream(file, MARK_BYTES);
        byte[] mark = whole.readNBytes(MARK_BYTES);
        whole.unread(mark);
        if (mark.length == MARK_BYTES && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE) {
            return new Utf8Stream(new TextReader(whole, StandardCharsets.UTF_16LE));
        }
        if (mark.length == MARK_BYTES && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF) {
            return new Utf8Stream(new TextReader(whole, StandardCharsets.UTF_16BE));
        }
        return whole;
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

    /** Whether nothing is left, after reading on if need be. */
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
