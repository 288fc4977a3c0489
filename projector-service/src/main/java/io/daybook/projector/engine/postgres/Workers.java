package io.daybook.projector.engine.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs shares of a database's work at the same time. */
final class Workers {

    private Workers() {}

    /** A share. */
    @FunctionalInterface
    interface Share {
        void work() throws SQLException;
    }

    /** Runs them, each on a thread of its own, and returns when all have ended; fails as the first of them that did. */
    static void run(List<Share> shares) throws SQLException, InterruptedException {
        if (shares.size() == 1) {
            shares.getFirst().work();
            return;
        }
        if (shares.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(shares.size())) {
            List<Callable<Void>> works = new ArrayList<>();
            for (Share share : shares) {
                works.add(() -> {
                    share.work();
                    return null;
                });
            }
            List<Future<Void>> ended = threads.invokeAll(works);
            for (Future<Void> one : ended) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        }
    }
}
