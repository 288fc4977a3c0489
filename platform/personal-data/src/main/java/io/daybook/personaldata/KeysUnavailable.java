package io.daybook.personaldata;

/** The keys cannot be had at the moment: the key store does not answer, or a master key is missing. The same again is safe. */
public final class KeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is missing. */
    public KeysUnavailable(String message) {
        super(message);
    }

    /** Says what failed. */
    public KeysUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
