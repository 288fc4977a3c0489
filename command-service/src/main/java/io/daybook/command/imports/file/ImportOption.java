package io.daybook.command.imports.file;

import java.util.Set;
import java.util.stream.Collectors;

/** Option of an import: a permission to read the file otherwise than as it stands. Without any a file is read as it stands. */
public enum ImportOption {
    /** The lines stand in any order; they are decided in the order of their value dates. */
    ANY_ORDER("order", "any"),
    /** The dates are of a calendar in which every month has 30 days. */
    THIRTY_360("calendar", "30/360"),
    /** Amounts end in zeros beyond the decimals of their currency, which mean nothing. */
    EXTRA_ZEROS("extraZeros", "allow");

    private final String parameter;
    private final String value;

    ImportOption(String parameter, String value) {
        this.parameter = parameter;
        this.value = value;
    }

    /** The query parameter that gives it. */
    public String parameter() {
        return parameter;
    }

    /** The only value of that parameter. */
    public String value() {
        return value;
    }

    /** Several options as a query has them, always in the same order: {@code order=any calendar=30/360}. */
    public static String text(Set<ImportOption> options) {
        return options.stream().sorted().map(ImportOption::toString).collect(Collectors.joining(" "));
    }

    /** The option as a query has it: {@code order=any}. */
    @Override
    public String toString() {
        return parameter + "=" + value;
    }
}
