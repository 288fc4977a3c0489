package io.daybook.query.reads;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table {@code reads}. */
interface ReadAuditRepository extends Repository<ReadAuditEntity, UUID>, JpaSpecificationExecutor<ReadAuditEntity> {}
