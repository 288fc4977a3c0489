package io.daybook.query.balances.feed;

import io.daybook.serviceweb.Problem;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Limits the streams that are served at once. When the service stops, their threads are interrupted, before the web server
 * begins to wait for the requests that are under way: a stream would have it wait in vain.
 */
@Component
final class AccountFeedLimiter implements SmartLifecycle {

    private final Semaphore permits;
    private final int ofOneCallerMax;
    private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();
    private final Set<Thread> streaming = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    AccountFeedLimiter(AccountFeedProperties properties) {
        this.permits = new Semaphore(properties.max());
        this.ofOneCallerMax = properties.ofOneCallerMax();
    }

    /** Permission to stream, until it is released. */
    interface Permit {
        void release();
    }

    /**
     * Acquires a permit for this thread.
     *
     * @throws Problem if none is left, at all or for this caller
     */
    Permit acquire(String caller) {
        if (!running || !permits.tryAcquire()) {
            throw full(HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open here. Ask again a little later.");
        }
        if (byCaller.merge(caller, 1, Integer::sum) > ofOneCallerMax) {
            release(caller);
            throw full(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Not more than %d streams are open to one caller. Close one first.".formatted(ofOneCallerMax));
        }
        Thread thread = Thread.currentThread();
        streaming.add(thread);
        return () -> {
            streaming.remove(thread);
            release(caller);
        };
    }

    private static Problem full(HttpStatus status, String detail) {
        return new Problem(status, "too-many-streams", detail).retryLater();
    }

    private void release(String caller) {
        byCaller.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        permits.release();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streaming.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
