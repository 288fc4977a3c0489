package io.daybook.documents;

import java.io.IOException;

/** A content that is not, or no longer, the one that its length and its SHA-256 were taken of. */
public final class AlteredContent extends IOException {

    private static final long serialVersionUID = 1L;

    AlteredContent(String message) {
        super(message);
    }
}
