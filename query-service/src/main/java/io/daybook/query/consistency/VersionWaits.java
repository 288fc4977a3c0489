package io.daybook.query.consistency;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.UuidArray;
import io.daybook.query.http.AtLeastVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The queries of one group that wait for a version, and the one connection that listens for them.
 *
 * <p>The projector notifies the channel that is named as the view whenever a batch is committed. Each time, one statement
 * asks for the versions of all streams that are waited for; nobody polls. After the connection was lost and is there again,
 * the same is asked once, for the notifications that went by.
 *
 * <p>Its thread is no {@code BackgroundLoop}: it waits inside the connection, which has to be cut to end it.
 */
public final class VersionWaits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionWaits.class);

    /** Time without notifications after which the listener makes sure that its connection still lives. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
    private static final int LIVENESS_SECONDS_MAX = 2;

    private final ReadDatabase database;
    private final String versionsSql;
    private final Duration waitMax;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread listener;
    private volatile @Nullable Connection listening;

    /**
     * The waits of one group; {@link #start()} makes them hear.
     *
     * @param versionsSql answers rows of {@code stream_id} and {@code version}, for those of the uuid array {@code :streams} that
     *     the view has seen
     */
    public VersionWaits(ReadDatabase database, String versionsSql, ConsistencyProperties properties) {
        this.database = database;
        this.versionsSql = versionsSql;
        this.waitMax = properties.waitMax();
        // Not a virtual one: several that wait for the same class to be initialised would hold all carriers
        // of a machine with few cores, and whoever initialises it may need one.
        this.listener =
                Thread.ofPlatform().daemon().name(database.view() + "-listener").unstarted(this::listen);
    }

    /** Begins to listen. */
    public void start() {
        listener.start();
    }

    /**
     * Returns once the view has that version of the stream, at once if none is given. A stream that the view has never seen
     * is at version 0.
     *
     * @throws VersionNotReachedException if that takes longer than {@code daybook.consistency.wait-max}
     */
    public void await(UUID stream, @Nullable AtLeastVersion atLeast) {
        if (atLeast != null && !arrives(stream, atLeast.version(), waitMax)) {
            refuseUnlessThere(stream, atLeast.version());
        }
    }

    /**
     * Returns true if the view has that version of the stream, now or as soon as a batch within that time brings it; false at
     * once if the thread is interrupted.
     */
    public boolean arrives(UUID stream, long version, Duration time) {
        var waiter = new Waiter(stream, version);
        // Entered before the first look, so that no notification can slip in between.
        waiters.add(waiter);
        try {
            return versionOf(stream) >= version || waiter.arrivesWithin(time);
        } finally {
            waiters.remove(waiter);
        }
    }

    private void refuseUnlessThere(UUID stream, long version) {
        long there = versionOf(stream);
        if (there < version) {
            throw new VersionNotReachedException(version, there);
        }
    }

    private long versionOf(UUID stream) {
        return versions(database.jdbc(), List.of(stream)).getOrDefault(stream, 0L);
    }

    private Map<UUID, Long> versions(JdbcClient jdbc, Collection<UUID> streams) {
        var versions = new HashMap<UUID, Long>();
        jdbc.sql(versionsSql).param("streams", UuidArray.of(streams)).query(row -> {
            versions.put(row.getObject("stream_id", UUID.class), row.getLong("version"));
        });
        return versions;
    }

    private void listen() {
        while (isOpen()) {
            try (Connection connection = database.connect()) {
                listening = connection;
                listenOn(connection);
            } catch (SQLException | DataAccessException lost) {
                if (isOpen()) {
                    LOG.atWarn()
                            .addKeyValue("view", database.view())
                            .log("Not listening for new versions; trying again: {}", lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void listenOn(Connection connection) throws SQLException {
        var notified = connection.unwrap(PGConnection.class);
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + notified.escapeIdentifier(database.view()));
        }
        wakeArrived(jdbc);
        while (isOpen()) {
            if (notified.getNotifications(Math.toIntExact(SILENCE_MAX.toMillis())).length > 0) {
                wakeArrived(jdbc);
            } else if (!connection.isValid(LIVENESS_SECONDS_MAX)) {
                throw new SQLException("The connection went silent.");
            }
        }
    }

    private void wakeArrived(JdbcClient jdbc) {
        List<Waiter> present = List.copyOf(waiters);
        if (present.isEmpty()) {
            return;
        }
        Set<UUID> streams = present.stream().map(waiter -> waiter.stream).collect(Collectors.toSet());
        Map<UUID, Long> versions = versions(jdbc, streams);
        present.stream()
                .filter(waiter -> versions.getOrDefault(waiter.stream, 0L) >= waiter.version)
                .forEach(Waiter::wake);
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            boolean unused = closing.await(RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Connection connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                LOG.debug("The listener's connection was gone before it was closed.", alreadyGone);
            }
        }
    }

    /** One waiting query. */
    private static final class Waiter {

        private final UUID stream;
        private final long version;
        private final CountDownLatch arrived = new CountDownLatch(1);

        Waiter(UUID stream, long version) {
            this.stream = stream;
            this.version = version;
        }

        boolean arrivesWithin(Duration time) {
            try {
                return arrived.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void wake() {
            arrived.countDown();
        }
    }
}
