package io.daybook.query.catalogue;

import io.daybook.events.Money;
import io.daybook.query.bank.BankProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.serviceweb.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

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
                select products.*,
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
            select found.*,
                   terms.*
            from   found
            cross  join lateral (
                select annual_rate, overdraft_rate, day_count, overdraft_limit, effective_date,
                       version as terms_version, recorded_at, actor, reason
                from   product_terms
                where  product_id = found.product_id
                and    (effective_date is null or effective_date <= :today)
                order  by effective_date desc nulls last, version desc
                limit  1) terms
            where  (cast(:afterRank as float8) is null
                    or rank < :afterRank
                    or rank = :afterRank and code > :afterCode)
            order  by rank desc, code
            limit  :rows
            """;

    private static final String ONE = """
            select products.*,
                   terms.*
            from   products
            cross  join lateral (
                select annual_rate, overdraft_rate, day_count, overdraft_limit, effective_date,
                       version as terms_version, recorded_at, actor, reason
                from   product_terms
                where  product_id = products.product_id
                and    (effective_date is null or effective_date <= :today)
                order  by effective_date desc nulls last, version desc
                limit  1) terms
            where  product_id = :product
            """;

    private static final String TERMS = """
            select annual_rate, overdraft_rate, day_count, overdraft_limit, effective_date,
                   version as terms_version, recorded_at, actor, reason
            from   product_terms
            where  product_id = :product
            order  by version
            """;

    /** Of terms that were set for the same date, the later ones count. */
    private static final String COMING_TERMS = """
            select distinct on (effective_date)
                   annual_rate, overdraft_rate, day_count, overdraft_limit, effective_date,
                   version as terms_version, recorded_at, actor, reason
            from   product_terms
            where  product_id = :product
            and    effective_date > :today
            order  by effective_date, version desc
            """;

    private final ReadDatabase database;
    private final BankProperties bank;
    private final Clock clock;

    ProductQueries(@Qualifier(CatalogueGroup.NAME) ReadDatabase database, BankProperties bank, Clock clock) {
        this.database = database;
        this.bank = bank;
        this.clock = clock;
    }

    /**
     * Up to {@link Limit#rows()} products, those that fit best first.
     *
     * @param q words of the name, the description or the code, the last one perhaps not typed to its end; or the code's
     *     beginning
     * @param after where the page begins
     */
    List<SearchHit<ProductSummary>> find(
            @Nullable SearchText q,
            @Nullable Currency currency,
            @Nullable ProductStatus status,
            @Nullable CursorPosition after,
            Limit limit) {
        return database.jdbc()
                .sql(FOUND)
                .param("q", q == null ? null : q.value())
                .param("currency", currency == null ? null : currency.getCurrencyCode())
                .param("status", status == null ? null : status.name())
                .param("today", today())
                .param("afterRank", after == null ? null : after.rank())
                .param("afterCode", after == null ? null : after.code())
                .param("rows", limit.rows())
                .query((row, rowNumber) -> new SearchHit<>(summary(row), row.getDouble("rank"), row.getString("code")))
                .list();
    }

    /** Cursor position in a list of products. */
    record CursorPosition(double rank, String code) {}

    /**
     * One product.
     *
     * @throws Problem if it is unknown
     */
    ProductResponse product(UUID product) {
        LocalDate today = today();
        return database.inOneSnapshot(() -> {
            ProductSummary summary = database.jdbc()
                    .sql(ONE)
                    .param("product", product)
                    .param("today", today)
                    .query((row, rowNumber) -> summary(row))
                    .optional()
                    .orElseThrow(() -> Problem.unknown(
                            "unknown-product",
                            "There is no such product here. If it was published just now, ask again with"
                                    + " atLeastVersion=1."));
            Currency currency = Currency.getInstance(summary.currency());
            List<Terms> coming = database.jdbc()
                    .sql(COMING_TERMS)
                    .param("product", product)
                    .param("today", today)
                    .query((row, rowNumber) -> terms(row, currency))
                    .list();
            List<Terms> history = database.jdbc()
                    .sql(TERMS)
                    .param("product", product)
                    .query((row, rowNumber) -> terms(row, currency))
                    .list();
            return new ProductResponse(summary, coming, history);
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), bank.zone());
    }

    private static ProductSummary summary(ResultSet row) throws SQLException {
        OffsetDateTime retiredAt = row.getObject("retired_at", OffsetDateTime.class);
        String currency = row.getString("currency");
        return new ProductSummary(
                row.getString("code"),
                row.getString("name"),
                row.getString("description"),
                currency,
                ProductStatus.valueOf(row.getString("status")),
                terms(row, Currency.getInstance(currency)),
                row.getLong("version"),
                row.getLong("position"),
                instant(row, "published_at"),
                retiredAt == null ? null : retiredAt.toInstant(),
                instant(row, "updated_at"));
    }

    private static Terms terms(ResultSet row, Currency currency) throws SQLException {
        return new Terms(
                row.getBigDecimal("annual_rate"),
                row.getBigDecimal("overdraft_rate"),
                row.getString("day_count"),
                new Money(row.getBigDecimal("overdraft_limit"), currency).value(),
                row.getObject("effective_date", LocalDate.class),
                row.getLong("terms_version"),
                instant(row, "recorded_at"),
                row.getString("actor"),
                row.getString("reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
