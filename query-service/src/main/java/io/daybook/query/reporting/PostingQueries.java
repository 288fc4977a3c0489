package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.SearchText;
import io.daybook.query.reporting.CsvReports.ReportStatements;
import io.daybook.serviceweb.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The ledger, posting by posting. */
@Component
class PostingQueries {

    private static final String BY_VALUE = """
            select *
            from   postings
            where  effective_date <= :to
            and    (effective_date, position, leg) > (:afterDay, :afterPosition, :afterLeg)
            and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
            order  by effective_date, position, leg
            limit  :rows
            """;

    private static final String BY_BOOKING = """
            select *
            from   postings
            where  booking_date <= :to
            and    (booking_date, position, leg) > (:afterDay, :afterPosition, :afterLeg)
            and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
            order  by booking_date, position, leg
            limit  :rows
            """;

    private static final String COUNT_BY_VALUE = """
            select count(*)
            from (
                select
                from   postings
                where  effective_date between :afterDay and :to
                and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
                limit  :rows) counted
            """;

    private static final String COUNT_BY_BOOKING = """
            select count(*)
            from (
                select
                from   postings
                where  booking_date between :afterDay and :to
                and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
                limit  :rows) counted
            """;

    /** The index that serves depends on what is asked for, so a plan for any question would be wrong for some. */
    private static final String PLAN_FOR_THIS_QUESTION = """
            set local plan_cache_mode = force_custom_plan
            """;

    private static final String CODES = """
            select code
            from   ledger_accounts
            order  by code
            """;

    private final ReadDatabase database;

    PostingQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** Filter of postings. */
    record Question(Days days, DateBasis by, @Nullable SearchText ledgerAccount) {}

    /** Cursor position in a list of postings. */
    record CursorPosition(LocalDate day, long position, int leg) {

        /** Before all of the days. */
        static CursorPosition before(Days days) {
            return new CursorPosition(days.from(), 0, 0);
        }

        static CursorPosition of(Posting posting, DateBasis by) {
            LocalDate day = by == DateBasis.VALUE ? posting.effectiveDate() : posting.bookingDate();
            return new CursorPosition(day, posting.position(), posting.leg());
        }
    }

    /**
     * Makes sure that there is such an account in the ledger.
     *
     * @throws Problem if there is none
     */
    void check(@Nullable SearchText ledgerAccount) {
        if (ledgerAccount == null) {
            return;
        }
        List<String> codes = database.jdbc()
                .sql(CODES)
                .query((row, rowNumber) -> row.getString("code"))
                .list();
        if (!codes.contains(ledgerAccount.value())) {
            throw Problem.badParameter(
                    "ledgerAccount", "a code of the chart of accounts: " + String.join(" or ", codes));
        }
    }

    /** Up to so many postings after a cursor position, by day and in the order of the log. */
    List<Posting> after(CursorPosition start, Question question, int rows) {
        return database.inOneSnapshot(() -> {
            planForThisQuestion();
            return bound(question.by() == DateBasis.VALUE ? BY_VALUE : BY_BOOKING, start, question, rows)
                    .query((row, rowNumber) -> Posting.of(row))
                    .list();
        });
    }

    /** Statements that read up to so many postings, by day and in the order of the log. */
    ReportStatements all(Question question, int rows) {
        planForThisQuestion();
        CursorPosition first = CursorPosition.before(question.days());
        return switch (question.by()) {
            case VALUE ->
                new ReportStatements(
                        bound(COUNT_BY_VALUE, first, question, rows), bound(BY_VALUE, first, question, rows));
            case BOOKING ->
                new ReportStatements(
                        bound(COUNT_BY_BOOKING, first, question, rows), bound(BY_BOOKING, first, question, rows));
        };
    }

    private void planForThisQuestion() {
        database.jdbc().sql(PLAN_FOR_THIS_QUESTION).update();
    }

    private StatementSpec bound(String sql, CursorPosition start, Question question, int rows) {
        SearchText ledgerAccount = question.ledgerAccount();
        return database.jdbc()
                .sql(sql)
                .param("to", question.days().to())
                .param("afterDay", start.day())
                .param("afterPosition", start.position())
                .param("afterLeg", start.leg())
                .param("ledgerAccount", ledgerAccount == null ? null : ledgerAccount.value())
                .param("rows", rows);
    }
}
