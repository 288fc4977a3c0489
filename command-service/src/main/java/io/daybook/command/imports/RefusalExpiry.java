package io.daybook.command.imports;

import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.KeysUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Deletes the refusals of imports that ended some time ago. First it destroys the keys that they are encrypted with, so that
 * backups lose them too; an import without refusals loses its key soon after its end.
 */
@Component
class RefusalExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalExpiry.class);
    private static final int BATCH_MAX = 100;

    private final ImportStore store;
    private final KeyStore keys;
    private final Clock clock;
    private final Duration kept;

    RefusalExpiry(ImportStore store, KeyStore keys, Clock clock, ImportProperties properties) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.kept = properties.refusalsKept();
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void sweep() {
        try {
            int plain = store.deletePlainRefusals();
            if (plain > 0) {
                LOG.atInfo().addKeyValue("refusals", plain).log("Refusals of an earlier version were deleted.");
            }
            Instant before = clock.instant().minus(kept);
            List<UUID> batch = store.withRefusalsBefore(before, BATCH_MAX);
            while (!batch.isEmpty()) {
                batch.forEach(this::expire);
                batch = store.withRefusalsBefore(before, BATCH_MAX);
            }
        } catch (KeysUnavailable | DataAccessException | TransactionException e) {
            LOG.atWarn().setCause(e).log("Old refusals could not be deleted; the next sweep goes on with them.");
        }
    }

    private void expire(UUID importId) {
        keys.destroy(keys.heldFor(LineSeals.keyOwner(importId)));
        store.deleteRefusals(importId);
    }
}
