package io.daybook.query.privacy;

/** Why what is personal is not told. */
public enum Withheld {
    /** It was erased, for good. */
    ERASED,
    /** It cannot be opened at the moment; everything else is told all the same. */
    UNAVAILABLE
}
