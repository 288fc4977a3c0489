package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The migration job in a process of its own, as an operator runs it before the services of a release. */
public final class MigrationRun {

    private MigrationRun() {}

    /**
     * Runs it to its end.
     *
     * @param home the checkout, in which the command-service was built
     * @param environment its configuration
     * @param logFile file to which its output is appended
     * @throws IllegalStateException if not everything is migrated; the message names its log
     */
    public static void of(Path home, Map<String, String> environment, Path logFile) {
        UnpackedJar jar = UnpackedJar.of("command-service", home);
        List<String> command = new ArrayList<>(jar.command(jar.runtimeOptions(), List.of()));
        command.add("--daybook.migrate-only");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(environment);
        try {
            int exitCode = builder.start().waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("The databases could not be migrated; see %s.".formatted(logFile));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The migration job did not start.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
