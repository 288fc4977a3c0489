package io.daybook.command.imports.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of a file.
 *
 * @param line the line on which it begins, 1 for the first
 * @param fields its fields as they are written, without their quotes; a record of JSON has one
 */
public record FileRecord(long line, List<String> fields) {

    /** The record as bytes: its line, and of each field its length in UTF-8 and its text. */
    public byte[] bytes() {
        List<byte[]> texts = fields.stream()
                .map(field -> field.getBytes(StandardCharsets.UTF_8))
                .toList();
        var bytes = ByteBuffer.allocate(Long.BYTES
                + texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
        bytes.putLong(line);
        texts.forEach(text -> bytes.putInt(text.length).put(text));
        return bytes.array();
    }

    /** The record that those {@linkplain #bytes() bytes} stand for. */
    static FileRecord of(byte[] record) {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        long line = bytes.getLong();
        var fields = new ArrayList<String>();
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            fields.add(new String(record, bytes.position(), length, StandardCharsets.UTF_8));
            bytes.position(bytes.position() + length);
        }
        return new FileRecord(line, fields);
    }

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
