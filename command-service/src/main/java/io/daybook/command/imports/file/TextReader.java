package io.daybook.command.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads text strictly: bytes that are none in its charset are a {@link MalformedFileException} with their line, never replaced. A
 * byte order mark at the beginning is skipped, and so are NULs at the end, which fill up blocks. Any other NUL is refused too: it
 * means another charset, and Postgres cannot keep it.
 */
final class TextReader extends Reader {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream file;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private boolean isAtEnd;
    private boolean isAtBeginning = true;
    private boolean isPadded;
    private long line = 1;

    TextReader(InputStream file, Charset charset) {
        this.file = file;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int text = 0;
        while (text == 0) {
            int count = decoded(chars, offset, length);
            if (count < 0) {
                return count;
            }
            text = checked(chars, offset, count);
        }
        return text;
    }

    /** Decodes at least one character; returns how many, -1 at the end. */
    private int decoded(char[] chars, int offset, int length) throws IOException {
        CharBuffer target = CharBuffer.wrap(chars, offset, length);
        while (target.position() == offset) {
            CoderResult result = decoder.decode(bytes, target, isAtEnd);
            // What was decoded before a fault is handed out first: lines are counted up to it.
            if (target.position() > offset) {
                break;
            }
            if (result.isError()) {
                throw unreadable();
            }
            if (isAtEnd) {
                return -1;
            }
            fill();
        }
        return target.position() - offset;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
        isAtEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    /** Leaves out what is no text; returns how many characters are left, maybe none. */
    private int checked(char[] chars, int offset, int count) throws IOException {
        int kept = isAtBeginning ? withoutMark(chars, offset, count) : count;
        isAtBeginning = false;
        int text = 0;
        for (int i = offset; i < offset + kept; i++) {
            isPadded |= chars[i] == 0;
            if (isPadded && chars[i] != 0) {
                throw unreadable();
            }
            if (chars[i] == '\n') {
                line++;
            }
            text += isPadded ? 0 : 1;
        }
        return text;
    }

    private static int withoutMark(char[] chars, int offset, int count) {
        if (chars[offset] != BYTE_ORDER_MARK) {
            return count;
        }
        System.arraycopy(chars, offset + 1, chars, offset, count - 1);
        return count - 1;
    }

    private MalformedFileException unreadable() {
        return new MalformedFileException(
                line,
                charset.equals(StandardCharsets.UTF_8)
                        ? "This is not UTF-8 text. Save the file in UTF-8 and send it again; a CSV file may also come as it is, "
                                + "if Content-Type tells its charset: text/csv;charset=windows-1250."
                        : "This is not %s text, as Content-Type says that it is.".formatted(charset));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
