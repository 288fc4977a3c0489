package io.daybook.query.audit;

import static java.util.Objects.requireNonNull;

import io.daybook.query.database.ReadPersistence;
import io.daybook.query.http.AccountProblems;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.serviceweb.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The events of accounts. */
@Component
class HistoryQueries {

    private final HistoryRepository history;
    private final TransactionTemplate snapshots;

    HistoryQueries(HistoryRepository history, @Qualifier(AuditGroup.NAME) PlatformTransactionManager transactions) {
        this.history = history;
        this.snapshots = ReadPersistence.snapshots(transactions);
    }

    /**
     * An account's events.
     *
     * @param order end of the list that comes first
     * @param after the version that they follow in that order; null for the first page
     * @param type only events of this type, if given
     * @param actor only what this actor did, if given
     * @throws Problem if the account is unknown
     */
    List<HistoryEntry> of(
            UUID account,
            Direction order,
            @Nullable Long after,
            @Nullable SearchText type,
            @Nullable SearchText actor,
            Limit limit) {
        var conditions = new ArrayList<PredicateSpecification<HistoryEntity>>();
        conditions.add((event, is) -> is.equal(event.get("streamId"), account));
        if (after != null) {
            conditions.add((event, is) -> order == Direction.ASC
                    ? is.greaterThan(event.get("streamVersion"), after)
                    : is.lessThan(event.get("streamVersion"), after));
        }
        if (type != null) {
            conditions.add((event, is) -> is.equal(event.get("type"), type.value()));
        }
        if (actor != null) {
            conditions.add((event, is) -> is.equal(event.get("actor"), actor.value()));
        }
        var inOrder = Sort.by(Sort.Direction.valueOf(order.name()), "streamVersion");
        return requireNonNull(snapshots.execute(snapshot -> {
            List<HistoryEntity> found = history.findBy(
                    PredicateSpecification.allOf(conditions),
                    query -> query.sortBy(inOrder).limit(limit.rows()).all());
            if (found.isEmpty() && !history.existsByStreamId(account)) {
                throw AccountProblems.unknownAccount();
            }
            return found.stream().map(HistoryEntity::entry).toList();
        }));
    }

    /**
     * One event.
     *
     * @throws Problem if it is unknown
     */
    HistoryEntry event(UUID event) {
        return history.findByEventId(event)
                .map(HistoryEntity::entry)
                .orElseThrow(() -> Problem.unknown(
                        "unknown-event", "There is no such event here. It may not be in the view yet."));
    }
}
