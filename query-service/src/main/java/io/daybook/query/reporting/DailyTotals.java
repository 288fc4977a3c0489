package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.SearchText;
import io.daybook.query.reporting.CsvReports.Statements;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Totals by day, product, currency and operation. */
@Component
class DailyTotals {

    private static final String TOTALS = """
            select *
            from   daily_totals
            where  axis = :axis
            and    day between :from and :to
            and    (cast(:product   as text) is null or product_code = :product)
            and    (cast(:currency  as text) is null or currency     = :currency)
            and    (cast(:operation as text) is null or operation    = :operation)
            and    (day, product_code, currency, operation, reversed_operation)
                 > (:afterDay, :afterProduct, :afterCurrency, :afterOperation, :afterReversed)
            order  by day, product_code, currency, operation, reversed_operation
            limit  :rows
            """;

    private static final String COUNT = """
            select count(*)
            from (
                select
                from   daily_totals
                where  axis = :axis
                and    day between :from and :to
                and    (cast(:product   as text) is null or product_code = :product)
                and    (cast(:currency  as text) is null or currency     = :currency)
                and    (cast(:operation as text) is null or operation    = :operation)
                limit  :rows) counted
            """;

    private final ReadDatabase database;

    DailyTotals(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** Which totals are asked for; what is null leaves nothing out. */
    record Question(
            Days days,
            Axis by,
            @Nullable SearchText productCode,
            @Nullable Currency currency,
            @Nullable SearchText operation) {}

    /** A total's place in the order. */
    record Place(LocalDate day, String currency, String operation, String reversedOperation, String productCode) {

        /** Before all of them. */
        static final Place FIRST = new Place(LocalDate.MIN, "", "", "", "");

        static Place of(DailyTotal total) {
            return new Place(
                    total.day(),
                    total.currency(),
                    total.operation(),
                    total.reversedOperation() == null ? "" : total.reversedOperation(),
                    total.productCode() == null ? "" : total.productCode());
        }
    }

    /** Up to so many totals after a place, by day. */
    List<DailyTotal> after(Place place, Question question, int rows) {
        return bound(TOTALS, place, question, rows)
                .query((row, rowNumber) -> DailyTotal.of(row))
                .list();
    }

    /** What reads up to so many of all totals, by day. */
    Statements all(Question question, int rows) {
        return new Statements(bound(COUNT, Place.FIRST, question, rows), bound(TOTALS, Place.FIRST, question, rows));
    }

    private StatementSpec bound(String sql, Place place, Question question, int rows) {
        return database.jdbc()
                .sql(sql)
                .param("axis", question.by().name())
                .param("from", question.days().from())
                .param("to", question.days().to())
                .param(
                        "product",
                        question.productCode() == null
                                ? null
                                : question.productCode().value())
                .param(
                        "currency",
                        question.currency() == null ? null : question.currency().getCurrencyCode())
                .param(
                        "operation",
                        question.operation() == null
                                ? null
                                : question.operation().value())
                .param("afterDay", place.day())
                .param("afterProduct", place.productCode())
                .param("afterCurrency", place.currency())
                .param("afterOperation", place.operation())
                .param("afterReversed", place.reversedOperation())
                .param("rows", rows);
    }
}
