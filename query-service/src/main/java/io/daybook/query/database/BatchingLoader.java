package io.daybook.query.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads what many callers ask for at the same time with one statement for all of them. While statements run, further look-ups
 * are gathered for the next one; a single look-up is read at once. A read begins after it was asked for, so it sees all that was
 * committed before.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class BatchingLoader<K, V> {

    /** One is read while the rows of the other are handed out. */
    private static final int AT_ONCE = 2;

    private static final int KEYS_MAX = 256;

    private final Function<Collection<K>, Map<K, V>> read;
    private final Queue<Waiting<K, V>> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore readers = new Semaphore(AT_ONCE);

    /**
     * Reads by that statement.
     *
     * @param read finds values by their keys; leaves out what it does not find; if it throws, so does every look-up that it was
     *     to answer
     */
    public BatchingLoader(Function<Collection<K>, Map<K, V>> read) {
        this.read = read;
    }

    private record Waiting<K, V>(K key, CompletableFuture<Optional<V>> found) {}

    /** Finds the value of that key. */
    public Optional<V> find(K key) {
        var waiting = new Waiting<K, V>(key, new CompletableFuture<>());
        queue.add(waiting);
        if (readers.tryAcquire()) {
            Thread.ofVirtual().name("gathered-reads").start(this::readAll);
        }
        try {
            return waiting.found().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Reads until the queue is empty. The loop is for a look-up that came between the last poll and the release. */
    private void readAll() {
        do {
            try {
                List<Waiting<K, V>> batch = next();
                while (!batch.isEmpty()) {
                    read(batch);
                    batch = next();
                }
            } finally {
                readers.release();
            }
        } while (!queue.isEmpty() && readers.tryAcquire());
    }

    /** Number of look-ups that wait for the next statement. */
    int waiting() {
        return queue.size();
    }

    private List<Waiting<K, V>> next() {
        var batch = new ArrayList<Waiting<K, V>>();
        while (batch.size() < KEYS_MAX) {
            Waiting<K, V> waiting = queue.poll();
            if (waiting == null) {
                return batch;
            }
            batch.add(waiting);
        }
        return batch;
    }

    private void read(List<Waiting<K, V>> batch) {
        try {
            Map<K, V> found = read.apply(batch.stream().map(Waiting::key).collect(Collectors.toSet()));
            batch.forEach(waiting -> waiting.found().complete(Optional.ofNullable(found.get(waiting.key()))));
        } catch (RuntimeException | Error e) {
            batch.forEach(waiting -> waiting.found().completeExceptionally(e));
        }
    }
}
