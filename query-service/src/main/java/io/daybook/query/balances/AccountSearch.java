package io.daybook.query.balances;

import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.stereotype.Component;

/** Accounts by what is known of them. The statement has only the conditions that are asked for, so each finds its index. */
@Component
class AccountSearch {

    private static final char ESCAPE = '\\';

    private final AccountRows accounts;

    AccountSearch(AccountRows accounts) {
        this.accounts = accounts;
    }

    /** Up to {@link Limit#rows()} accounts after the given one, in the order of their ids. */
    List<AccountSummary> find(
            @Nullable SearchText holder,
            @Nullable SearchText customerId,
            @Nullable SearchText productCode,
            @Nullable AccountStatus status,
            @Nullable UUID after,
            Limit limit) {
        var conditions = new ArrayList<PredicateSpecification<AccountRow>>();
        if (holder != null) {
            conditions.add(holderBeginsWith(holder.value()));
        }
        if (customerId != null) {
            conditions.add((account, is) -> is.equal(account.get("customerId"), customerId.value()));
        }
        if (productCode != null) {
            conditions.add((account, is) -> is.equal(account.get("productCode"), productCode.value()));
        }
        if (status != null) {
            conditions.add((account, is) -> is.equal(account.get("status"), status));
        }
        if (after != null) {
            conditions.add((account, is) -> is.greaterThan(account.get("accountId"), after));
        }
        return accounts
                .findBy(PredicateSpecification.allOf(conditions), query -> query.sortBy(Sort.by("accountId"))
                        .limit(limit.rows())
                        .all())
                .stream()
                .map(AccountRow::summary)
                .toList();
    }

    /** Both sides go through the database's lower(), which is what the index has. */
    private static PredicateSpecification<AccountRow> holderBeginsWith(String beginning) {
        String pattern = beginning.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return (account, is) -> is.like(
                is.lower(account.get("holderName")), is.lower(((HibernateCriteriaBuilder) is).value(pattern)), ESCAPE);
    }
}
