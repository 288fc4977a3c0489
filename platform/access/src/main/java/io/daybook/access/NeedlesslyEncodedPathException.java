package io.daybook.access;

import org.springframework.security.web.firewall.RequestRejectedException;

/** Rejection of a path in which a character is encoded that needs no encoding. */
final class NeedlesslyEncodedPathException extends RequestRejectedException {

    private static final long serialVersionUID = 1L;

    private final String encoded;
    private final char plain;

    NeedlesslyEncodedPathException(String encoded, char plain) {
        super("A path has %s for %c.".formatted(encoded, plain));
        this.encoded = encoded;
        this.plain = plain;
    }

    /** The cause, with what to do next. */
    String detail() {
        return "The path has %s, which is the character %c. Send letters, digits and - . _ ~ of a path as they are (RFC 3986, 2.3)."
                .formatted(encoded, plain);
    }

    /** A stack trace would cost much and tell nothing: whoever likes can have as many of these as they send. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
