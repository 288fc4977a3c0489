package io.daybook.command.document;

import io.daybook.documents.DocumentStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes contents that no event refers to: an instance stopped between storing one and recording it, or never learned what
 * came of the command.
 *
 * <p>It looks at the last days only. What is older was looked at while it was younger, and a service that is put on the wrong
 * log by mistake does not throw away the documents of years.
 */
@Component
class OrphanedContentCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedContentCleanup.class);

    /** Longer than a service is left standing. */
    private static final int DAYS_BACK = 7;

    /** Ids in one look into the log's index. */
    private static final int BATCH_MAX = 1_000;

    private static final int BITS_BELOW_TIME = 16;

    private static final String REFERENCED = """
            select stream_id
            from events
            where stream_id = any (cast(:documents as uuid[]))
              and stream_version = 1
            """;

    private final DocumentStore store;
    private final JdbcClient log;
    private final Clock clock;
    private final Duration ageMin;

    OrphanedContentCleanup(DocumentStore store, JdbcClient log, Clock clock, DocumentProperties properties) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.ageMin = properties.unreferencedAgeMin();
    }

    @Scheduled(
            initialDelayString = "${daybook.documents.sweep-every:1h}",
            fixedDelayString = "${daybook.documents.sweep-every:1h}")
    void sweep() {
        Instant madeBefore = clock.instant().minus(ageMin);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            for (LocalDate day :
                    today.minusDays(DAYS_BACK).datesUntil(today.plusDays(1)).toList()) {
                List<List<UUID>> batches = store.madeOn(day).stream()
                        .filter(documentId -> madeAt(documentId).isBefore(madeBefore))
                        .gather(Gatherers.windowFixed(BATCH_MAX))
                        .toList();
                for (List<UUID> batch : batches) {
                    throwAwayUnreferenced(batch);
                }
            }
        } catch (IOException | DataAccessException e) {
            LOG.atWarn().setCause(e).log("Contents could not be swept; the next sweep goes over them again.");
        }
    }

    private void throwAwayUnreferenced(List<UUID> documentIds) throws IOException {
        Set<UUID> unreferenced = new HashSet<>(documentIds);
        unreferenced.removeAll(referenced(documentIds));
        for (UUID documentId : unreferenced) {
            store.delete(documentId);
            LOG.atInfo().addKeyValue("documentId", documentId).log("Threw away a content that no event speaks of.");
        }
    }

    private Set<UUID> referenced(List<UUID> documentIds) {
        return log.sql(REFERENCED)
                .param("documents", documentIds.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .query((row, rowNumber) -> row.getObject("stream_id", UUID.class))
                .set();
    }

    /** The first 48 bits of a UUIDv7 are milliseconds since 1970 (RFC 9562, section 5.7). */
    private static Instant madeAt(UUID documentId) {
        return Instant.ofEpochMilli(documentId.getMostSignificantBits() >>> BITS_BELOW_TIME);
    }
}
