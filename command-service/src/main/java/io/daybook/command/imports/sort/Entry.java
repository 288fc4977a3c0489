package io.daybook.command.imports.sort;

/** Something to be sorted. */
public final class Entry {

    /** Memory that an entry takes beside its content: objects, references, and the array that sorting takes. */
    private static final int OVERHEAD_BYTES = 64;

    private final long key;
    private final byte[] content;

    /**
     * An entry.
     *
     * @param key by which it is sorted
     * @param content what it is
     */
    public Entry(long key, byte[] content) {
        this.key = key;
        this.content = content;
    }

    long key() {
        return key;
    }

    /** The content, not copied. */
    public byte[] content() {
        return content;
    }

    /** The memory that it takes. */
    long heapBytes() {
        return (long) OVERHEAD_BYTES + content.length;
    }
}
