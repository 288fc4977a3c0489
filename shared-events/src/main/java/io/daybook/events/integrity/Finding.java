package io.daybook.events.integrity;

/**
 * The first thing that is wrong with the log.
 *
 * @param kind kind of the fault
 * @param position the first position that is concerned
 * @param untilPosition the last position at which it may have begun; the same as {@code position} where that is certain
 * @param detail evidence of it, in a sentence or two
 */
public record Finding(Kind kind, long position, long untilPosition, String detail) {

    /** Kind of tampering that a finding looks like; it is certain only that something was changed. */
    public enum Kind {
        /** An event is not what it was. */
        ALTERED,
        /** Events are missing. */
        REMOVED,
        /** An event is there that was not. */
        INSERTED,
        /** Events have changed places. */
        REORDERED,
        /** The chain is whole, but it is not the one that a signed head speaks of: it was written anew. */
        REWRITTEN,
        /** The head of the log differs from its last event. */
        HEAD_ALTERED,
        /** A stored head bears a signature that is not the keeper's. */
        HEAD_FORGED
    }

    /** Something that begins at exactly that position. */
    static Finding at(Kind kind, long position, String detail) {
        return new Finding(kind, position, position, detail);
    }
}
