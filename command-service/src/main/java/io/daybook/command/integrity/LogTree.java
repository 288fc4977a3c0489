package io.daybook.command.integrity;

import io.daybook.events.Hash;
import io.daybook.events.integrity.MerkleFrontier;
import io.daybook.events.integrity.MerkleFrontier.Subtree;
import io.daybook.events.integrity.MerkleTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Merkle tree behind the log. Roots of subtrees from 256 events on are kept in a table; smaller ones are computed from the
 * events, of which a proof reads two blocks at most. So the tree costs the append nothing, and a row for every 128 events.
 */
final class LogTree {

    /** Events in the smallest subtree whose root is kept, as a power of two. */
    static final int BLOCK_LEVEL = 8;

    private static final int BLOCK_EVENTS = 1 << BLOCK_LEVEL;

    private final IntegrityStore store;

    LogTree(IntegrityStore store) {
        this.store = store;
    }

    /** The tree is not as large as it was, because events or rows of the table are gone. */
    static final class IncompleteTreeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String detail;

        IncompleteTreeException(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    /** Number of events that the kept roots cover. */
    long covered() {
        return store.completeNodes(BLOCK_LEVEL) << BLOCK_LEVEL;
    }

    /**
     * Keeps the roots that have become full, for some of the events up to that position.
     *
     * @return number of events that are covered now
     */
    long extend(long to, int blocksMax) {
        long covered = covered();
        long until = Math.min(to >> BLOCK_LEVEL, (covered >> BLOCK_LEVEL) + blocksMax) << BLOCK_LEVEL;
        if (until <= covered) {
            return covered;
        }
        MerkleFrontier frontier = frontier(covered);
        List<Subtree> full = new ArrayList<>();
        for (Hash hash : existing(covered, until)) {
            frontier.add(hash, subtree -> {
                if (subtree.level() >= BLOCK_LEVEL) {
                    full.add(subtree);
                }
            });
        }
        store.insertNodes(full);
        return until;
    }

    /** For a few questions: what was read from the log is kept for the next. */
    MerkleTree tree() {
        Map<Long, List<Hash>> blocks = new HashMap<>();
        return new MerkleTree(
                (level, index) -> level >= BLOCK_LEVEL ? kept(level, index) : computed(level, index, blocks));
    }

    /** The tree over the first events, which the kept roots cover, ready to grow. */
    private MerkleFrontier frontier(long size) {
        var frontier = new MerkleFrontier();
        long done = 0;
        while (done < size) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(size - done));
            frontier.add(new Subtree(level, done >> level, kept(level, done >> level)));
            done += 1L << level;
        }
        return frontier;
    }

    private Hash kept(int level, long index) {
        return store.node(level, index)
                .orElseThrow(() -> new IncompleteTreeException(
                        "The table merkle_nodes has lost its row for level %d, index %d.".formatted(level, index)));
    }

    private Hash computed(int level, long index, Map<Long, List<Hash>> blocks) {
        long first = index << level;
        long block = first >> BLOCK_LEVEL;
        long blockStart = block << BLOCK_LEVEL;
        List<Hash> hashes =
                blocks.computeIfAbsent(block, number -> store.hashes(blockStart, blockStart + BLOCK_EVENTS));
        int from = (int) (first - blockStart);
        int to = from + (1 << level);
        if (to > hashes.size()) {
            throw new IncompleteTreeException("Events are missing between the positions %d and %d."
                    .formatted(blockStart + 1, blockStart + BLOCK_EVENTS));
        }
        var frontier = new MerkleFrontier();
        hashes.subList(from, to).forEach(frontier::add);
        return frontier.root();
    }

    private List<Hash> existing(long after, long to) {
        List<Hash> hashes = store.hashes(after, to);
        if (hashes.size() != to - after) {
            throw new IncompleteTreeException(
                    "Events are missing between the positions %d and %d.".formatted(after + 1, to));
        }
        return hashes;
    }
}
