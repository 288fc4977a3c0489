package io.daybook.query.http;

import io.daybook.serviceweb.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Place where a list goes on, as an opaque text.
 *
 * <p>It carries a checksum over the question that it continues, so that a cursor that was damaged, cut or put to another
 * question is refused instead of answering something that nobody asked. It is no secret and no signature: who forges one
 * deceives nobody else.
 */
public final class Cursor {

    private static final String SEPARATOR = "|";
    private static final String EXPECTED = "a nextCursor of the same question, unchanged";

    private final String question;

    private Cursor(String question) {
        this.question = question;
    }

    /**
     * Cursors of one question.
     *
     * @param question text that tells it from every other: its path, its filters, its order
     */
    public static Cursor of(@Nullable Object... question) {
        return new Cursor(Arrays.stream(question).map(String::valueOf).collect(Collectors.joining(SEPARATOR)));
    }

    /** The text for what follows after these fields. */
    public String write(Object... fields) {
        String content = Stream.of(fields).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        String text = checksum(content) + SEPARATOR + content;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param reader makes something of the fields
     * @throws Problem if it is not a cursor of this question
     */
    public <T> T read(String text, Function<CursorFields, T> reader) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            List<String> fields = List.of(new String(decoded, StandardCharsets.UTF_8).split("\\|", -1));
            List<String> content = fields.subList(1, fields.size());
            if (!fields.getFirst().equals(checksum(String.join(SEPARATOR, content)))) {
                throw Problem.badParameter("cursor", EXPECTED);
            }
            return reader.apply(new CursorFields(content));
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException
                | IndexOutOfBoundsException unreadable) {
            throw Problem.badParameter("cursor", EXPECTED);
        }
    }

    private String checksum(String content) {
        var checksum = new CRC32();
        checksum.update((question + SEPARATOR + content).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
