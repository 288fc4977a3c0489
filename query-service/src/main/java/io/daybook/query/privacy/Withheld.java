package io.daybook.query.privacy;

/** Reason for which personal data is missing in a response. */
public enum Withheld {
    /** It was erased, for good. */
    ERASED,
    /** It cannot be decrypted at the moment; everything else is in the response. */
    UNAVAILABLE
}
