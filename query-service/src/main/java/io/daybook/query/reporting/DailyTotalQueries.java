package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.SearchText;
import io.daybook.query.reporting.CsvReports.ReportStatements;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Totals by day, product, currency and operation. */
@Component
class DailyTotalQueries {

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

    DailyTotalQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** Filter of totals; what is null leaves nothing out. */
    record Question(
            Days days,
            DateBasis by,
            @Nullable SearchText productCode,
            @Nullable Currency currency,
            @Nullable SearchText operation) {}

    /** Cursor position in a list of totals. */
    record CursorPosition(
            LocalDate day, String currency, String operation, String reversedOperation, String productCode) {

        /** Before all of them. */
        static final CursorPosition FIRST = new CursorPosition(LocalDate.MIN, "", "", "", "");

        static CursorPosition of(DailyTotal total) {
            return new CursorPosition(
                    total.day(),
                    total.currency(),
                    total.operation(),
                    total.reversedOperation() == null ? "" : total.reversedOperation(),
                    total.productCode() == null ? "" : total.productCode());
        }
    }

    /** Up to so many totals after a cursor position, by day. */
    List<DailyTotal> after(CursorPosition start, Question question, int rows) {
        return bound(TOTALS, start, question, rows)
                .query((row, rowNumber) -> DailyTotal.of(row))
                .list();
    }

    /** Statements that read up to so many totals, by day. */
    ReportStatements all(Question question, int rows) {
        return new ReportStatements(
                bound(COUNT, CursorPosition.FIRST, question, rows),
                bound(TOTALS, CursorPosition.FIRST, question, rows));
    }

    private StatementSpec bound(String sql, CursorPosition start, Question question, int rows) {
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
                .param("afterDay", start.day())
                .param("afterProduct", start.productCode())
                .param("afterCurrency", start.currency())
                .param("afterOperation", start.operation())
                .param("afterReversed", start.reversedOperation())
                .param("rows", rows);
    }
}
