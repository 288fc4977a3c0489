package io.daybook.query.http;

/**
 * The request's parameter {@code atLeastVersion}: the answer must have this version in it, or a later one.
 *
 * @param version a stream version, 1 or more
 */
public record AtLeastVersion(long version) {

    /** Rule that the parameter must follow, as the end of a sentence. */
    public static final String EXPECTED = "a version as a command answered it: a whole number from 1";

    /** Checks the version. */
    public AtLeastVersion {
        if (version < 1) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }
}
