package io.daybook.testsupport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A part of a form that is posted as multipart/form-data (RFC 7578). */
public final class FormPart {

    private final String header;
    private final byte[] content;

    private FormPart(String header, byte[] content) {
        this.header = header;
        this.content = content;
    }

    /** A file. */
    public static FormPart file(String field, String name, String mediaType, byte[] content) {
        String header = """
                Content-Disposition: form-data; name="%s"; filename="%s"
                Content-Type: %s
                """.formatted(field, name, mediaType);
        return new FormPart(header, content);
    }

    /** A field beside it. */
    public static FormPart field(String field, String value) {
        String header = """
                Content-Disposition: form-data; name="%s"
                Content-Type: text/plain; charset=utf-8
                """.formatted(field);
        return new FormPart(header, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of a form of these parts. */
    static byte[] body(List<FormPart> parts, String boundary) {
        var body = new ByteArrayOutputStream();
        for (FormPart part : parts) {
            String head = "--%s%n%s%n".formatted(boundary, part.header).replaceAll("\\R", "\r\n");
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
