package io.daybook.query.reporting;

import io.daybook.query.reporting.TrialBalance.LedgerBalance;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trial balance: whether the books are square, and what each account of the ledger stands at. */
@RestController
class TrialBalanceController {

    private static final String PATH = "/v1/reports/trial-balance";

    private final TrialBalanceQueries balances;
    private final CsvReports csv;

    TrialBalanceController(TrialBalanceQueries balances, CsvReports csv) {
        this.balances = balances;
        this.csv = csv;
    }

    /**
     * The trial balance.
     *
     * @param asOf the last day that counts, value date or booking date; all days if absent
     * @param atPosition instead of a day, the last position of the log that counts
     */
    @GetMapping(PATH)
    TrialBalance trialBalance(
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable Long atPosition) {
        if (atPosition == null) {
            return balances.asOf(asOf, by);
        }
        if (asOf != null) {
            throw Problem.badParameter("atPosition", "alone: 'asOf' asks for a day instead");
        }
        if (atPosition < 1) {
            throw Problem.badParameter("atPosition", "a position of the log: a whole number from 1");
        }
        return balances.atPosition(atPosition);
    }

    /** The same as CSV, without the totals, which are its sums. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void trialBalanceAsCsv(
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable Long atPosition,
            HttpServletResponse response)
            throws IOException {
        csv.write(
                response,
                "trial-balance",
                LedgerBalance.class,
                trialBalance(asOf, by, atPosition).items());
    }
}
