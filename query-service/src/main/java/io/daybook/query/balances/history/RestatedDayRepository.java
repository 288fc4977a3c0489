package io.daybook.query.balances.history;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table {@code restated_days}. */
interface RestatedDayRepository extends Repository<RestatedDayEntity, RestatedDayEntity.Key> {

    /** Finds an account's restatements after a cursor position, in the order in which they happened. */
    @Query("""
            select restated
            from   RestatedDayEntity restated
            where  restated.accountId = :account
            and    restated.version >= :afterVersion
            and    (restated.version > :afterVersion or restated.effectiveDate > :afterDate)
            order  by restated.version, restated.effectiveDate
            """)
    List<RestatedDayEntity> findAfter(UUID account, long afterVersion, LocalDate afterDate, Limit limit);
}
