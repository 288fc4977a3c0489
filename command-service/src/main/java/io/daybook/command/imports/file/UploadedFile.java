package io.daybook.command.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A file as it arrives.
 *
 * @param body its bytes
 * @param charset the charset that is said to be that of its text, null if none is
 * @param announcedBytes its size as announced, -1 if not announced
 */
public record UploadedFile(InputStream body, @Nullable Charset charset, long announcedBytes) {

    /**
     * Its text in UTF-8, as it is kept.
     *
     * @param bytesMax bytes that it may have as it is sent: what is kept of it may be less
     * @throws LimitedStream.FileTooLargeException then or later, if it has more
     */
    public InputStream utf8(long bytesMax) throws IOException {
        return Utf8Stream.of(new LimitedStream(body, bytesMax), charset);
    }
}
