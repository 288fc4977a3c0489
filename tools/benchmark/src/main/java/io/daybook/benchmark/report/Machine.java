package io.daybook.benchmark.report;

import io.daybook.benchmark.load.ProgramRunner;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Facts about the machine, by name; on another machine only the ratios mean something.
 *
 * @param facts as they were before the first figure
 */
public record Machine(Map<String, String> facts) {

    /** Looks around. */
    public static Machine now(BenchmarkContext context) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("commit", commit(context.home()));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("CPU", line("/proc/cpuinfo", "model name"));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("kernel", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
        facts.put("load average at the start", firstLine("/proc/loadavg"));
        facts.put("JDK", Runtime.version().toString());
        facts.put("Kafka", AppInfoParser.getVersion());
        try (Testbed testbed = Testbed.in(context)) {
            facts.put("Postgres", testbed.log().value("show server_version"));
            facts.put("durability", "fsync, synchronous_commit and full_page_writes on; the relay's acks=all");
        }
        facts.put(
                "plan",
                "%s: %d rounds of %d s a side in turns, after %d s and more a side to warm up"
                        .formatted(
                                context.plan().isShort() ? "short" : "long",
                                context.plan().rounds(),
                                context.plan().round().toSeconds(),
                                context.plan().warmUp().toSeconds()));
        return new Machine(facts);
    }

    private static String commit(Path home) {
        String commit = git(home, "rev-parse", "--short", "HEAD");
        return git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + " and changes";
    }

    private static String git(Path home, String... arguments) {
        try {
            var command = new ArrayList<>(List.of("git", "-C", home.toString()));
            command.addAll(List.of(arguments));
            return ProgramRunner.run(command, Map.of()).strip();
        } catch (IllegalStateException | UncheckedIOException noCheckout) {
            return "unknown";
        }
    }

    private static String line(String file, String beginning) {
        return lines(file).stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String firstLine(String file) {
        return lines(file).stream().findFirst().orElse("unknown");
    }

    /** Only Linux has these. */
    private static List<String> lines(String file) {
        try {
            return Files.exists(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
