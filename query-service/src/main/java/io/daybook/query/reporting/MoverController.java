package io.daybook.query.reporting;

import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts with the largest movements. */
@RestController
class MoverController {

    private static final String PATH = "/v1/reports/largest-movers";
    private static final String ITEMS = "10";

    private final MoverQueries movers;
    private final CsvReports csv;

    MoverController(MoverQueries movers, CsvReports csv) {
        this.movers = movers;
        this.csv = csv;
    }

    /**
     * The largest movers, the largest first.
     *
     * @param limit largest number of movers of each currency
     */
    @GetMapping(PATH)
    Page<Mover> largestMovers(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(defaultValue = "net") MoverOrder order,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(defaultValue = ITEMS) Limit limit) {
        return new Page<>(movers.largest(Days.of(from, to), by, order, currency, limit), null);
    }

    /** The same as CSV. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void largestMoversAsCsv(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(defaultValue = "net") MoverOrder order,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(defaultValue = ITEMS) Limit limit,
            HttpServletResponse response)
            throws IOException {
        csv.write(
                response,
                "largest-movers",
                Mover.class,
                largestMovers(from, to, by, order, currency, limit).items());
    }
}
