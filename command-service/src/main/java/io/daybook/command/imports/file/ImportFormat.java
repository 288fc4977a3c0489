package io.daybook.command.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.MimeType;

/** Format of a file. */
public enum ImportFormat {
    /** A header and a transaction a line (RFC 4180). */
    CSV("text/csv") {
        @Override
        public CsvRecords open(InputStream file) throws IOException {
            return new CsvRecords(new TextReader(file, StandardCharsets.UTF_8));
        }
    },
    /** A JSON object a line, each of them a command. */
    NDJSON("application/x-ndjson") {
        @Override
        public NdjsonRecords open(InputStream file) {
            return new NdjsonRecords(new TextReader(file, StandardCharsets.UTF_8));
        }
    };

    /** All media types, as a header lists them. */
    public static final String MEDIA_TYPES =
            Arrays.stream(values()).map(format -> format.mediaType).collect(Collectors.joining(", "));

    private final String mediaType;

    ImportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format that a media type stands for, whatever its parameters are. */
    public static Optional<ImportFormat> of(MimeType mediaType) {
        return Arrays.stream(values())
                .filter(format -> MimeType.valueOf(format.mediaType).equalsTypeAndSubtype(mediaType))
                .findFirst();
    }

    /**
     * Begins to read a file.
     *
     * @throws MalformedFileException if its beginning is not as it must be
     * @throws IOException if it cannot be read
     */
    public abstract Records open(InputStream file) throws IOException;
}
