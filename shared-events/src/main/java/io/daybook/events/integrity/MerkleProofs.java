package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Checks Merkle proofs by RFC 9162, without the tree. */
public final class MerkleProofs {

    private MerkleProofs() {}

    /** Tells whether that path leads from the event's hash, as that leaf of a tree of that size, to the root (section 2.1.3.2). */
    public static boolean isIncluded(Hash eventHash, long leaf, long size, List<Hash> path, Hash root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        long index = leaf;
        long last = size - 1;
        Hash hash = Merkle.leaf(eventHash);
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            boolean isRightChild = (index & 1) == 1;
            if (isRightChild || index == last) {
                hash = Merkle.node(sibling, hash);
                // On the right edge a level may have no node of its own: it is that of the level below.
                while (!isRightChild && (index & 1) == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Merkle.node(hash, sibling);
            }
            index >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Tells whether that path shows that the second tree grew out of the first by additions only (section 2.1.4.2). */
    public static boolean isConsistent(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
        if (from < 1 || from > to) {
            return false;
        }
        if (from == to) {
            return path.isEmpty() && fromRoot.equals(toRoot);
        }
        try {
            return isGrown(from, fromRoot, to, toRoot, path);
        } catch (NoSuchElementException e) {
            return false;
        }
    }

    private static boolean isGrown(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
        Iterator<Hash> siblings = path.iterator();
        long index = from - 1;
        long last = to - 1;
        while ((index & 1) == 1) {
            index >>= 1;
            last >>= 1;
        }
        Hash first = Long.bitCount(from) == 1 ? fromRoot : siblings.next();
        Hash old = first;
        Hash grown = first;
        while (siblings.hasNext()) {
            Hash sibling = siblings.next();
            if (last == 0) {
                return false;
            }
            boolean isRightChild = (index & 1) == 1;
            if (isRightChild || index == last) {
                old = Merkle.node(sibling, old);
                grown = Merkle.node(sibling, grown);
                while (!isRightChild && (index & 1) == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                grown = Merkle.node(grown, sibling);
            }
            index >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(fromRoot) && grown.equals(toRoot);
    }
}
