package io.daybook.query.reads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table {@code reads}, newest first, from a cursor position back to an instant. */
interface ReadAuditRepository extends Repository<ReadAuditEntity, UUID> {

    @Query("""
            select audited
            from   ReadAuditEntity audited
            where  audited.accountId = :account
            and    audited.readAt >= :begin
            and    (audited.readAt, audited.readId) < (:beforeAt, :beforeId)
            order  by audited.readAt desc, audited.readId desc
            """)
    List<ReadAuditEntity> findByAccount(UUID account, Instant begin, Instant beforeAt, UUID beforeId, Limit limit);

    @Query("""
            select audited
            from   ReadAuditEntity audited
            where  audited.actor = :actor
            and    audited.readAt >= :begin
            and    (audited.readAt, audited.readId) < (:beforeAt, :beforeId)
            order  by audited.readAt desc, audited.readId desc
            """)
    List<ReadAuditEntity> findByActor(String actor, Instant begin, Instant beforeAt, UUID beforeId, Limit limit);
}
