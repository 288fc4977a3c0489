package io.daybook.benchmark.report;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Says when a ratio has collapsed. Its limits are generous: a machine that builds is no place to measure on, and half of what a
 * quiet one measured is lost to no noise.
 */
public final class Guard {

    private final Properties limits;

    Guard(Properties limits) {
        this.limits = limits;
    }

    /** With the limits in that file: by figure the least ratio. */
    public static Guard reading(Path file) {
        var limits = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            limits.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Guard(limits);
    }

    /** The figures that have a limit. */
    public Set<String> figures() {
        return limits.stringPropertyNames();
    }

    /** Describes each figure that fell below its limit, a line each. */
    public List<String> collapsed(List<Result> results) {
        var lines = new ArrayList<String>();
        for (Result result : results) {
            double limit = Double.parseDouble(limits.getProperty(result.figure()));
            if (result.value().median() < limit) {
                lines.add("%s has collapsed: %s, which is less than %s."
                        .formatted(
                                result.figure(),
                                result.measured(),
                                result.unit().text(limit)));
            }
        }
        return lines;
    }
}
