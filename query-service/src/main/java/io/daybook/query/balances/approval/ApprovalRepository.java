package io.daybook.query.balances.approval;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table {@code approvals}. */
interface ApprovalRepository extends Repository<ApprovalEntity, UUID>, JpaSpecificationExecutor<ApprovalEntity> {

    Optional<ApprovalEntity> findById(UUID approvalId);
}
