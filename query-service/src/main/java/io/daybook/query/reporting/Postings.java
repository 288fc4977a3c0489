package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Problem;
import io.daybook.query.http.SearchText;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The ledger, posting by posting. */
@Component
class Postings {

    private static final String BY_VALUE = """
            select page.*, count(*) over () as rows_in_all
            from (
                select *
                from   postings
                where  effective_date <= :to
                and    (effective_date, position, leg) > (:afterDay, :afterPosition, :afterLeg)
                and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
                order  by effective_date, position, leg
                limit  :rows) page
            order  by effective_date, position, leg
            """;

    private static final String BY_BOOKING = """
            select page.*, count(*) over () as rows_in_all
            from (
                select *
                from   postings
                where  booking_date <= :to
                and    (booking_date, position, leg) > (:afterDay, :afterPosition, :afterLeg)
                and    (cast(:ledgerAccount as text) is null or ledger_account = :ledgerAccount)
                order  by booking_date, position, leg
                limit  :rows) page
            order  by booking_date, position, leg
            """;

    private static final String CODES = """
            select code
            from   ledger_accounts
            order  by code
            """;

    private final ReadDatabase database;

    Postings(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** Which postings are asked for. */
    record Question(Days days, Axis by, @Nullable SearchText ledgerAccount) {}

    /** A posting's place in the order. */
    record Place(LocalDate day, long position, int leg) {

        /** Before all of the days. */
        static Place before(Days days) {
            return new Place(days.from(), 0, 0);
        }

        static Place of(Posting posting, Axis by) {
            LocalDate day = by == Axis.VALUE ? posting.effectiveDate() : posting.bookingDate();
            return new Place(day, posting.position(), posting.leg());
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

    /** Up to so many postings after a place, by day and in the order of the log. */
    List<Posting> after(Place place, Question question, int rows) {
        return statement(place, question, rows)
                .query((row, rowNumber) -> Posting.of(row))
                .list();
    }

    /** The statement for up to so many postings after a place, by day and in the order of the log. */
    StatementSpec statement(Place place, Question question, int rows) {
        SearchText ledgerAccount = question.ledgerAccount();
        return database.jdbc()
                .sql(question.by() == Axis.VALUE ? BY_VALUE : BY_BOOKING)
                .param("to", question.days().to())
                .param("afterDay", place.day())
                .param("afterPosition", place.position())
                .param("afterLeg", place.leg())
                .param("ledgerAccount", ledgerAccount == null ? null : ledgerAccount.value())
                .param("rows", rows);
    }
}
