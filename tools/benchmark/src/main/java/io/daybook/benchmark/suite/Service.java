package io.daybook.benchmark.suite;

import io.daybook.localstack.ServiceProcess;
import java.time.Duration;

/**
 * A service that runs.
 *
 * @param name the service
 * @param process it
 * @param readyAfter time from its start until it said that it is ready
 */
public record Service(String name, ServiceProcess process, Duration readyAfter) {

    String baseUrl() {
        return process.baseUrl();
    }

    /** Command line of the process, options of the JVM included. */
    public String commandLine() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().commandLine())
                .orElseThrow(() -> new IllegalStateException("%s does not run any more.".formatted(name)));
    }

    public void stop() {
        process.close();
    }
}
