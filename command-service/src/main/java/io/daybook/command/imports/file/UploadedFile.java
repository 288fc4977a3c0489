package io.daybook.command.imports;

import io.daybook.command.imports.file.Utf8Stream;
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
record UploadedFile(InputStream body, @Nullable Charset charset, long announcedBytes) {

    /** Its text in UTF-8, as it is kept. */
    InputStream utf8() throws IOException {
        return Utf8Stream.of(body, charset);
    }
}
