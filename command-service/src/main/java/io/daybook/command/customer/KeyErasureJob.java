package io.daybook.command.customer;

import io.daybook.command.log.RecordedEvents;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.KeysUnavailable;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Destroys the keys of which the log says that they are to be destroyed. Every start goes over all erasures there ever were, so
 * that a key store that came back from a backup forgets again what it had forgotten.
 */
@Component
class KeyErasureJob {

    private static final Logger LOG = LoggerFactory.getLogger(KeyErasureJob.class);
    private static final int BATCH_MAX = 500;

    private final RecordedEvents events;
    private final EventCodec codec;
    private final KeyStore keys;
    private final String erased;
    private long sweptPosition;

    KeyErasureJob(RecordedEvents events, EventCodec codec, KeyStore keys) {
        this.events = events;
        this.codec = codec;
        this.keys = keys;
        this.erased = codec.typeOf(PersonalDataErased.class).name();
    }

    /**
     * Destroys the keys that one erasure names.
     *
     * @throws KeysUnavailable if the key store does not answer; the next sweep destroys them
     */
    void finish(UUID eventId) {
        events.find(eventId).ifPresent(event -> keys.destroy(keysOf(event)));
    }

    /** The first sweep comes at once: it also makes the key of the blind indexes. */
    @Scheduled(initialDelayString = "0s", fixedDelayString = "${daybook.personal-data.sweep-every:30s}")
    void sweep() {
        try {
            keys.prepare();
            List<RecordedEvent> batch = events.ofType(erased, sweptPosition, BATCH_MAX);
            while (!batch.isEmpty()) {
                keys.destroy(
                        batch.stream().flatMap(event -> keysOf(event).stream()).toList());
                sweptPosition = batch.getLast().position();
                batch = events.ofType(erased, sweptPosition, BATCH_MAX);
            }
        } catch (KeysUnavailable | DataAccessException e) {
            LOG.atWarn().setCause(e).log("Erasures could not be swept; the next sweep goes on with them.");
        }
    }

    private List<UUID> keysOf(RecordedEvent event) {
        return codec.decode(event) instanceof PersonalDataErased erasure ? erasure.keyIds() : List.of();
    }
}
