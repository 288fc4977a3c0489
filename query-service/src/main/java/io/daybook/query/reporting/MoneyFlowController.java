package io.daybook.query.reporting;

import io.daybook.query.http.Page;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Inflow and outflow over time, and the bank's debt to its customers after it. */
@RestController
class MoneyFlowController {

    private static final String PATH = "/v1/reports/flows";

    /** Years of days, or a lifetime of months; a chart has fewer points. */
    private static final int STEPS_MAX = 1_000;

    private final MoneyFlowQueries flows;
    private final CsvReports csv;

    MoneyFlowController(MoneyFlowQueries flows, CsvReports csv) {
        this.flows = flows;
        this.csv = csv;
    }

    /** The series of each currency; a step without movements is there as well. */
    @GetMapping(PATH)
    Page<MoneyFlow> flows(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "day") Granularity step,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable Currency currency) {
        List<Days> steps = step.of(Days.of(from, to), STEPS_MAX + 1);
        if (steps.size() > STEPS_MAX) {
            throw Problem.badParameter(
                    "step", "longer: there are more than %d from 'from' to 'to'".formatted(STEPS_MAX));
        }
        return new Page<>(flows.series(steps, by, currency), null);
    }

    /** The same as CSV. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void flowsAsCsv(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "day") Granularity step,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable Currency currency,
            HttpServletResponse response)
            throws IOException {
        csv.write(
                response,
                "flows",
                MoneyFlow.class,
                flows(from, to, step, by, currency).items());
    }
}
