package io.daybook.command.imports.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One record of a file.
 *
 * @param line the line on which it begins, 1 for the first
 * @param fields its fields as they are written, without their quotes; a record of JSON has one
 */
public record FileRecord(long line, List<String> fields) {

    /** The record as people can find it in the file. */
    public String content() {
        if (fields.size() == 1) {
            return fields.getFirst();
        }
        var text = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(text).writeRecord(fields);
        return text.toString().stripTrailing();
    }
}
