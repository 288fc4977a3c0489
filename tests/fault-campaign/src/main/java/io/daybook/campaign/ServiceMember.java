package io.daybook.campaign;

import io.daybook.localstack.Ports;
import io.daybook.localstack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance of a service. */
final class ServiceMember implements Member {

    /** Much longer than a start takes, as what it needs may be away meanwhile, and the machine busy. */
    private static final Duration READY_WAIT_MAX = Duration.ofMinutes(6);

    private final String service;
    private final String name;
    private final Path home;
    private final Path logs;
    private final Map<String, String> environment;
    private final int port = Ports.free();
    private final TcpProxy front = new TcpProxy(List.of(port));
    private final List<Link> links;
    private @Nullable ServiceProcess process;

    /**
     * An instance that has not been started.
     *
     * @param service the service
     * @param number number of its instance
     * @param home the checkout, in which it was built
     * @param logs the folder for its log
     * @param environment its configuration
     * @param toDatabase its way to its database
     */
    ServiceMember(
            String service, int number, Path home, Path logs, Map<String, String> environment, TcpProxy toDatabase) {
        this.service = service;
        this.name = "%s-%d".formatted(service, number);
        this.home = home;
        this.logs = logs;
        this.environment = environment;
        this.links = List.of(new Link("clients to " + name, front), new Link(name + " to its database", toDatabase));
    }

    @Override
    public String name() {
        return name;
    }

    /** The address for clients, behind the proxy. */
    Bank.Endpoint endpoint() {
        return new Bank.Endpoint(name, "http://127.0.0.1:" + front.port());
    }

    /** The port on which it listens itself. */
    int port() {
        return port;
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it; it is not ready yet. */
    void launch() {
        process = ServiceProcess.start(service, home, port, environment, logs.resolve(name + ".log"), List.of());
    }

    /** Waits until it says that it is ready. */
    void awaitReady() {
        running().awaitReady(READY_WAIT_MAX);
    }

    private ServiceProcess running() {
        if (process == null) {
            throw new IllegalStateException("%s was not started.".formatted(name));
        }
        return process;
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
