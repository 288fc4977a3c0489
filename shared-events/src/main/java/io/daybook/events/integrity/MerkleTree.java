package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over the events' hashes (RFC 9162, section 2.1), at any size that the log has had: the event at position
 * {@code p} is leaf {@code p - 1}. It computes from complete subtrees, which never change once they are full, so each answer
 * takes a number of them that is logarithmic in the tree's size.
 */
public final class MerkleTree {

    private final CompleteSubtrees subtrees;

    /** A tree whose complete subtrees are looked up there. */
    public MerkleTree(CompleteSubtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** Looks up the roots of full subtrees. */
    @FunctionalInterface
    public interface CompleteSubtrees {
        /**
         * The root over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level - 1}, all of which exist.
         *
         * @param level the subtree's height; a leaf's is 0
         * @param index index among those of that height, counted from 0
         */
        Hash root(int level, long index);
    }

    /** The root over the first leaves. */
    public Hash root(long size) {
        return size == 0 ? Merkle.empty() : over(0, size);
    }

    /**
     * The siblings on the way from a leaf to the root, lowest first.
     *
     * @throws IndexOutOfBoundsException if the leaf is not in a tree of that size
     */
    public List<Hash> inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IndexOutOfBoundsException("Leaf %d is not in a tree of %d.".formatted(leaf, size));
        }
        var path = new ArrayList<Hash>();
        addInclusion(path, leaf, 0, size);
        return path;
    }

    /**
     * Proof that a tree grew out of another by additions only; empty if the sizes are the same.
     *
     * @throws IndexOutOfBoundsException if the sizes are not 1 or more, the second no smaller than the first
     */
    public List<Hash> consistency(long from, long to) {
        if (from < 1 || from > to) {
            throw new IndexOutOfBoundsException("No tree of %d grows to %d.".formatted(from, to));
        }
        var path = new ArrayList<Hash>();
        addConsistency(path, from, 0, to, true);
        return path;
    }

    private void addInclusion(List<Hash> path, long leaf, long start, long end) {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (leaf < middle) {
            addInclusion(path, leaf, start, middle);
            path.add(over(middle, end));
        } else {
            addInclusion(path, leaf, middle, end);
            path.add(over(start, middle));
        }
    }

    /** SUBPROOF of RFC 9162, section 2.1.4.1, for the first leaves up to {@code oldEnd} among those from start to end. */
    private void addConsistency(List<Hash> path, long oldEnd, long start, long end, boolean isOldRootKnown) {
        if (oldEnd == end) {
            if (!isOldRootKnown) {
                path.add(over(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (oldEnd <= middle) {
            addConsistency(path, oldEnd, start, middle, isOldRootKnown);
            path.add(over(middle, end));
        } else {
            addConsistency(path, oldEnd, middle, end, false);
            path.add(over(start, middle));
        }
    }

    private Hash over(long start, long end) {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return subtrees.root(level, start >> level);
        }
        long middle = start + split(size);
        return Merkle.node(over(start, middle), over(middle, end));
    }

    /** The largest power of two below the size, which is 2 or more. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
