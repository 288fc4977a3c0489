package io.daybook.query.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The table {@code documents}. */
interface DocumentRepository extends Repository<DocumentEntity, UUID> {

    Optional<DocumentEntity> findById(UUID documentId);

    List<DocumentEntity> findByDocumentIdIn(Collection<UUID> documentIds);

    List<DocumentEntity> findByAccountIdInOrderByFirstPosition(Collection<UUID> accountIds);

    List<DocumentEntity> findByFirstPositionLessThanOrderByFirstPositionDesc(long firstPosition, Limit limit);

    List<DocumentEntity> findByStatusAndFirstPositionLessThanOrderByFirstPositionDesc(
            DocumentStatus status, long firstPosition, Limit limit);
}
