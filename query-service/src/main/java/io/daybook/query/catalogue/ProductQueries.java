package io.daybook.query.catalogue;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.daybook.query.bank.BankProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.ReadPersistence;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.serviceweb.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The products, and their terms by date. */
@Component
class ProductQueries {

    /** A code that is typed out, or begun, stands before words that are found. */
    private static final String FOUND = """
            with asked as (
                select cast(:q as text)           as q,
                       lower(cast(:q as text))    as code,
                       searched(cast(:q as text)) as words
            ), found as (
                select products.product_id,
                       products.code,
                       cast(coalesce(ts_rank(products.words, asked.words), 0)
                            + case
                                  when lower(products.code) = asked.code              then 2
                                  when starts_with(lower(products.code), asked.code)  then 1
                                  else 0
                              end as float8) as rank
                from   products
                cross  join asked
                where  (asked.q is null
                        or products.words @@ asked.words
                        or starts_with(lower(products.code), asked.code))
                and    (cast(:currency as text) is null or currency = :currency)
                and    (cast(:status   as text) is null or status   = :status)
            )
            select product_id, code, rank
            from   found
            where  (cast(:afterRank as float8) is null
                    or rank < :afterRank
                    or rank = :afterRank and code > :afterCode)
            order  by rank desc, code
            limit  :rows
            """;

    private final ReadDatabase database;
    private final ProductRepository products;
    private final TransactionTemplate snapshots;
    private final BankProperties bank;
    private final Clock clock;

    ProductQueries(
            @Qualifier(CatalogueGroup.NAME) ReadDatabase database,
            ProductRepository products,
            @Qualifier(CatalogueGroup.NAME) PlatformTransactionManager transactions,
            BankProperties bank,
            Clock clock) {
        this.database = database;
        this.products = products;
        this.snapshots = ReadPersistence.snapshots(transactions);
        this.bank = bank;
        this.clock = clock;
    }

    /**
     * Up to {@link Limit#rows()} products, those that fit best first.
     *
     * @param q words of the name, the description or the code, the last one perhaps not typed to its end; or the code's
     *     beginning
     * @param after place where the page begins
     */
    List<SearchHit<ProductSummary>> find(
            @Nullable SearchText q,
            @Nullable Currency currency,
            @Nullable ProductStatus status,
            @Nullable CursorPosition after,
            Limit limit) {
        return requireNonNull(snapshots.execute(transaction -> {
            List<Hit> hits = database.jdbc()
                    .sql(FOUND)
                    .param("q", q == null ? null : q.value())
                    .param("currency", currency == null ? null : currency.getCurrencyCode())
                    .param("status", status == null ? null : status.name())
                    .param("afterRank", after == null ? null : after.rank())
                    .param("afterCode", after == null ? null : after.code())
                    .param("rows", limit.rows())
                    .query(new DataClassRowMapper<>(Hit.class))
                    .list();
            return summaries(hits);
        }));
    }

    private List<SearchHit<ProductSummary>> summaries(List<Hit> hits) {
        LocalDate today = today();
        Map<UUID, ProductEntity> byId = products
                .findByProductIdIn(hits.stream().map(Hit::productId).toList())
                .stream()
                .collect(toMap(ProductEntity::productId, identity()));
        return hits.stream()
                .map(hit -> new SearchHit<>(
                        requireNonNull(byId.get(hit.productId())).summary(today), hit.rank(), hit.code()))
                .toList();
    }

    /** A row of a search. */
    private record Hit(UUID productId, String code, double rank) {}

    /** Cursor position in a list of products. */
    record CursorPosition(double rank, String code) {}

    /**
     * One product.
     *
     * @throws Problem if it is unknown
     */
    ProductResponse product(UUID productId) {
        return products.findById(productId)
                .map(product -> product.response(today()))
                .orElseThrow(() -> Problem.unknown(
                        "unknown-product",
                        "There is no such product here. If it was published just now, ask again with"
                                + " atLeastVersion=1."));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), bank.zone());
    }
}
