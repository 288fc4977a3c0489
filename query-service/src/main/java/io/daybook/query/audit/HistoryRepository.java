package io.daybook.query.audit;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table {@code history}. */
interface HistoryRepository extends Repository<HistoryEntity, Long>, JpaSpecificationExecutor<HistoryEntity> {

    Optional<HistoryEntity> findByEventId(UUID eventId);

    boolean existsByStreamId(UUID streamId);
}
