package io.daybook.command.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One record of a file.
 *
 * @param line the line on which it begins, 1 for the first
 * @param fields its fields as they are written, without their quotes; a record of JSON has one
 */
record FileRecord(long line, List<String> fields) {

    private static final int CONTENT_CHARS_MAX = 1_000;

    /** The record as people can find it in the file, cut where it is very long. */
    String content() {
        String content = fields.size() == 1 ? fields.getFirst() : joined();
        return content.length() <= CONTENT_CHARS_MAX ? content : content.substring(0, end(content)) + "…";
    }

    private String joined() {
        var text = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(text).writeRecord(fields);
        return text.toString().stripTrailing();
    }

    /** Not between the halves of a character. */
    private static int end(String content) {
        return Character.isHighSurrogate(content.charAt(CONTENT_CHARS_MAX - 1))
                ? CONTENT_CHARS_MAX - 1
                : CONTENT_CHARS_MAX;
    }
}
