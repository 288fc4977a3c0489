package io.daybook.command.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Metrics of this instance's imports. */
final class ImportMetrics {

    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;
    private final Counter failed;

    /**
     * The numbers.
     *
     * @param underWay asked how many files are being uploaded, wait, or are being imported
     */
    ImportMetrics(MeterRegistry meters, Supplier<Number> underWay) {
        this.accepted = lines(meters, "accepted");
        this.repeated = lines(meters, "repeated");
        this.refused = lines(meters, "refused");
        this.failed = lines(meters, "failed");
        Gauge.builder("daybook.imports.underway", underWay)
                .description("Files that are being uploaded, wait, or are being imported")
                .register(meters);
    }

    private static Counter lines(MeterRegistry meters, String outcome) {
        return Counter.builder("daybook.import.lines")
                .description(
                        "Lines of imported files by what came of them: repeated if they had been added before, failed for a"
                                + " fault of ours")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Counts a group of lines that was decided, and whose outcome is saved. */
    void decided(ImportCounts group) {
        accepted.increment((double) group.accepted());
        repeated.increment((double) group.repeated());
        refused.increment((double) group.refused());
        failed.increment((double) group.failed());
    }
}
