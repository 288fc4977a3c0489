package io.daybook.benchmark.load;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.localstack.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Transactions of one insert each by pgbench: what Postgres does on this machine with rows like those of the log, when nobody
 * decides anything about them.
 *
 * @param program path of pgbench
 * @param log the log, in whose database a table like that of its events is filled
 * @param folder for the script and pgbench's own log
 * @param clients number of sessions
 */
public record PgBench(Path program, EventLog log, Path folder, int clients) implements Load {

    private static final int THREADS_MAX = 2;

    /** Makes the table and the script; the log must have a deposit already. */
    public static PgBench prepared(Path program, EventLog log, Path folder, int clients) {
        log.createCopyOfEventsTable();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("insert.sql"), log.insertScript());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PgBench(program, log, folder, clients);
    }

    @Override
    public Rate run(Duration duration) {
        Path prefix = folder.resolve("pgbench");
        List<String> command = List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, THREADS_MAX),
                "--time=" + duration.toSeconds(),
                "--log",
                "--log-prefix=" + prefix,
                "--file=" + folder.resolve("insert.sql"),
                "--host=127.0.0.1",
                "--port=" + log.port(),
                "--username=" + Databases.LOG_OWNER,
                Databases.LOG);
        String output = ProgramRunner.run(command, Map.of("PGPASSWORD", Databases.LOG_OWNER));
        return PgBenchOutput.parse(output, takeLog());
    }

    /** A file for each thread, deleted once they are read. */
    private List<String> takeLog() {
        var lines = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("pgbench."))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
