package io.daybook.events.integrity;

import io.daybook.events.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** A Merkle tree that grows leaf by leaf and keeps only the roots of its full subtrees: at most one for each bit of its size. */
public final class MerkleFrontier {

    private final Deque<Subtree> subtrees = new ArrayDeque<>();
    private long size;

    /**
     * A full subtree.
     *
     * @param level its height
     * @param index index among those of that height, counted from 0
     * @param root its root
     */
    public record Subtree(int level, long index, Hash root) {}

    /** Is told of every subtree that has become full, smaller ones first. */
    @FunctionalInterface
    public interface Listener {
        /** A subtree is full. */
        void isFull(Subtree subtree);
    }

    /** Adds an event's hash as the next leaf. */
    public void add(Hash eventHash) {
        add(eventHash, subtree -> {});
    }

    /** The same, with a listener that is told which subtrees are full now. */
    public void add(Hash eventHash, Listener listener) {
        push(new Subtree(0, size, Merkle.leaf(eventHash)), listener);
        size++;
    }

    /** Adds the leaves of a full subtree all at once; none smaller may have been added before. */
    public void add(Subtree subtree) {
        push(subtree, full -> {});
        size += 1L << subtree.level();
    }

    /** The leaves so far. */
    public long size() {
        return size;
    }

    /** The root over them. */
    public Hash root() {
        Iterator<Subtree> smallestFirst = subtrees.iterator();
        if (!smallestFirst.hasNext()) {
            return Merkle.empty();
        }
        Hash root = smallestFirst.next().root();
        while (smallestFirst.hasNext()) {
            root = Merkle.node(smallestFirst.next().root(), root);
        }
        return root;
    }

    private void push(Subtree added, Listener listener) {
        Subtree full = added;
        listener.isFull(full);
        while (!subtrees.isEmpty() && subtrees.peek().level() == full.level()) {
            Subtree left = subtrees.pop();
            full = new Subtree(full.level() + 1, left.index() >> 1, Merkle.node(left.root(), full.root()));
            listener.isFull(full);
        }
        subtrees.push(full);
    }
}
