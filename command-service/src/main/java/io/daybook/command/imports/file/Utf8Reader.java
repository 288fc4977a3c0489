package io.daybook.command.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 text strictly: bytes that are none are a {@link MalformedFileException} with their line, never replaced. A byte order
 * mark at the beginning is skipped. A NUL is refused too: it means another encoding, and Postgres cannot keep it.
 */
final class Utf8Reader extends Reader {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream file;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private boolean isAtEnd;
    private boolean isAtBeginning = true;
    private long line = 1;

    Utf8Reader(InputStream file) {
        this.file = file;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        CharBuffer target = CharBuffer.wrap(chars, offset, length);
        while (target.position() == offset) {
            CoderResult result = decoder.decode(bytes, target, isAtEnd);
            // What was decoded before a fault is handed out first: lines are counted up to it.
            if (target.position() > offset) {
                break;
            }
            if (result.isError()) {
                throw notUtf8();
            }
            if (isAtEnd) {
                return -1;
            }
            fill();
        }
        return checked(chars, offset, target.position() - offset);
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
        isAtEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    private int checked(char[] chars, int offset, int count) throws IOException {
        int kept = isAtBeginning ? withoutMark(chars, offset, count) : count;
        isAtBeginning = false;
        for (int i = offset; i < offset + kept; i++) {
            if (chars[i] == '\n') {
                line++;
            } else if (chars[i] == 0) {
                throw notUtf8();
            }
        }
        return kept == 0 ? read(chars, offset, count) : kept;
    }

    private static int withoutMark(char[] chars, int offset, int count) {
        if (chars[offset] != BYTE_ORDER_MARK) {
            return count;
        }
        System.arraycopy(chars, offset + 1, chars, offset, count - 1);
        return count - 1;
    }

    private MalformedFileException notUtf8() {
        return new MalformedFileException(line, "This is not UTF-8 text. Save the file in UTF-8 and send it again.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
