package io.daybook.query.balances;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table {@code approvals}. */
interface ApprovalRepository extends Repository<ApprovalRow, UUID>, JpaSpecificationExecutor<ApprovalRow> {

    Optional<ApprovalRow> findById(UUID approvalId);
}
