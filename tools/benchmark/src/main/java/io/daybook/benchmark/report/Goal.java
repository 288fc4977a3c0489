package io.daybook.benchmark.report;

/** Goal of a figure. */
public sealed interface Goal {

    /** Not less than that. */
    record AtLeast(double limit) implements Goal {}

    /** Not more than that. */
    record AtMost(double limit) implements Goal {}

    /** It is only reported. */
    record Nothing() implements Goal {}

    /** In the table. */
    default String text(Unit unit) {
        return switch (this) {
            case AtLeast least -> "≥ " + unit.text(least.limit());
            case AtMost most -> "≤ " + unit.text(most.limit());
            case Nothing nothing -> "–";
        };
    }

    /** Verdict on a value, for the table. */
    default String verdict(double value) {
        return switch (this) {
            case AtLeast least -> value >= least.limit() ? "yes" : "**no**";
            case AtMost most -> value <= most.limit() ? "yes" : "**no**";
            case Nothing nothing -> "–";
        };
    }
}
