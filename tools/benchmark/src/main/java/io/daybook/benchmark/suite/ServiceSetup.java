package io.daybook.benchmark.suite;

import io.daybook.localstack.Ports;
import io.daybook.localstack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service before it starts. */
public final class ServiceSetup {

    private static final Duration READY_WAIT_MAX = Duration.ofSeconds(90);
    private static final String ENDPOINTS = "tools/benchmark/endpoints/target/benchmark-endpoints-1.0.0-SNAPSHOT.jar";

    /** Far more requests a second than any token sends here: the limit is looked at, and never reached. */
    private static final String RATE_OUT_OF_REACH = "1000000";

    private final Testbed testbed;
    private final String name;
    private final Map<String, String> environment;
    private List<Path> appended = List.of();

    ServiceSetup(Testbed testbed, String name, Map<String, String> environment) {
        this.testbed = testbed;
        this.name = name;
        this.environment = environment;
    }

    public String name() {
        return name;
    }

    public ServiceSetup with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Connects a command-service to another log. */
    public ServiceSetup onLog(String database) {
        return with("SPRING_DATASOURCE_URL", testbed.jdbcUrl(database));
    }

    /** Appends the no-op endpoints to the class path. */
    public ServiceSetup withNoOpEndpoints() {
        appended = List.of(testbed.home().resolve(ENDPOINTS));
        return this;
    }

    /** Switches all protection on, the limit of requests included. */
    public ServiceSetup guarded() {
        return with("DAYBOOK_ACCESS_RATE_PERSECOND", RATE_OUT_OF_REACH)
                .with("DAYBOOK_ACCESS_RATE_BURST", RATE_OUT_OF_REACH);
    }

    /** Switches signed heads off. */
    public ServiceSetup unsigned() {
        environment.remove("DAYBOOK_INTEGRITY_SIGNINGKEYFILE");
        return this;
    }

    /** Switches tokens, limits, signed heads and recorded reads off. */
    public ServiceSetup open() {
        return unsigned().withNoOpEndpoints().with("BENCHMARK_OPEN", "true").with("DAYBOOK_READS_ENABLED", "false");
    }

    /** Starts it, and waits until it is ready. */
    public Service start() {
        int port = Ports.free();
        Path log = testbed.folder().resolve("logs").resolve("%s-%d.log".formatted(name, port));
        long began = System.nanoTime();
        var process = testbed.opened(ServiceProcess.start(name, testbed.home(), port, environment, log, appended));
        process.awaitReady(READY_WAIT_MAX);
        return new Service(name, process, Duration.ofNanos(System.nanoTime() - began));
    }
}
