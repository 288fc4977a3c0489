package io.daybook.command.relay;

import io.daybook.command.relay.RelayStore.ReplayUnderWay;
import io.daybook.events.MacRange;
import io.daybook.events.RecordedEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the relay that holds the lock: publishes new events in order, and, when that is asked for, events again that
 * have been published before.
 *
 * <p>A replay goes first and new events wait for its end. So what follows the replay's first event in a partition is one
 * sequence without a gap, and who skips positions up to the highest it has seen misses nothing. If new events went in
 * between, such a reader would take the rest of the replay for old. See ADR 0011.
 */
final class ActiveRelay {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRelay.class);

    private final RelayStore store;
    private final Publisher publisher;
    private final RelayProperties properties;
    private final RelayWatch watch;
    private final BooleanSupplier isWanted;

    /** The part of the topic that has MACs, as far as it is noted. */
    private MacRange macs;

    private long published;
    private long noted;
    private long notedAtNanos = System.nanoTime();

    /**
     * A relay that begins at the checkpoint.
     *
     * @param isWanted asked between batches; the relay ends when it says no
     */
    ActiveRelay(
            RelayStore store,
            Publisher publisher,
            RelayProperties properties,
            RelayWatch watch,
            BooleanSupplier isWanted)
            throws SQLException {
        this.store = store;
        this.publisher = publisher;
        this.properties = properties;
        this.watch = watch;
        this.isWanted = isWanted;
        this.noted = store.checkpoint();
        this.published = noted;
        String macKey = publisher.macKey();
        this.macs = macKey == null ? MacRange.NONE : store.beginSigning(macKey);
        LOG.atInfo()
                .addKeyValue("checkpoint", noted)
                .addKeyValue("macs", macs)
                .log("This instance is the active relay.");
    }

    /** Relays until it is not wanted any more. */
    void run() throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        replay();
        while (isWanted.getAsBoolean()) {
            List<RecordedEvent> events = store.read(published, properties.batchMax());
            if (!events.isEmpty()) {
                publish(events, publisher::publish, position -> macs);
                published = events.getLast().position();
            }
            if (isNoteDue()) {
                note();
                replay();
            }
            if (events.isEmpty()) {
                watch.well();
                store.awaitAppend(
                        published > noted ? properties.checkpointInterval() : properties.pollInterval(), isWanted);
            }
        }
        note();
    }

    /** Goes through the replay that is under way, if there is one; what another relay has done of it is not done again. */
    private void replay() throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        Optional<ReplayUnderWay> underWay = store.takeUpReplay(publisher.macKey());
        if (underWay.isPresent()) {
            replay(underWay.get());
        }
    }

    private void replay(ReplayUnderWay replay)
            throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        long replayed = replay.position();
        LOG.atInfo().addKeyValue("after", replayed).addKeyValue("to", published).log("A replay goes on.");
        while (replayed < published && isWanted.getAsBoolean()) {
            List<RecordedEvent> events =
                    store.read(replayed, (int) Math.min(properties.batchMax(), published - replayed));
            publish(events, publisher::publishAgain, position -> macs(replay, position));
            replayed = events.getLast().position();
            if (!store.advanceReplay(replay.replayId(), replayed)) {
                LOG.atInfo().addKeyValue("position", replayed).log("A replay was cancelled.");
                return;
            }
        }
        if (replayed >= published) {
            store.completeReplay(replay.replayId());
            if (publisher.macKey() != null) {
                macs = store.macRange();
            }
            LOG.atInfo().addKeyValue("to", published).log("A replay is complete.");
        }
    }

    /** A replay counts as soon as it has come to its end: what follows is published with the same key. */
    private MacRange macs(ReplayUnderWay replay, long position) {
        String macKey = replay.macKey();
        return macKey != null && position == published && replay.fromPosition() <= macs.from()
                ? new MacRange(replay.fromPosition(), List.of(macKey))
                : macs;
    }

    private void publish(List<RecordedEvent> events, Publication publication, LongFunction<MacRange> range)
            throws ExecutionException, TimeoutException, InterruptedException {
        long startNanos = System.nanoTime();
        publication.of(events, range);
        watch.published(events.size(), System.nanoTime() - startNanos);
    }

    /** Publisher of events. */
    @FunctionalInterface
    private interface Publication {
        void of(List<RecordedEvent> events, LongFunction<MacRange> range)
                throws ExecutionException, TimeoutException, InterruptedException;
    }

    private boolean isNoteDue() {
        return System.nanoTime() - notedAtNanos
                > properties.checkpointInterval().toNanos();
    }

    private void note() throws SQLException {
        if (published > noted) {
            if (publisher.macKey() == null) {
                store.advance(published);
            } else {
                store.advanceSigned(published);
            }
            noted = published;
        }
        notedAtNanos = System.nanoTime();
    }
}
