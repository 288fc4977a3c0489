package io.daybook.query.balances.account;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table {@code accounts}, for searching. */
interface AccountRepository extends Repository<AccountEntity, UUID>, JpaSpecificationExecutor<AccountEntity> {

    List<AccountEntity> findByCustomerIdOrderByAccountId(String customerId);
}
