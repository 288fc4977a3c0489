package io.daybook.campaign;

import io.daybook.localstack.Folders;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.Ports;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Postgres server. */
final class PostgresMember implements Member {

    private final String name;
    private final Path data;
    private final int port = Ports.free();
    private @Nullable LocalPostgres server;

    /** One that has not been started, on data in that folder. */
    PostgresMember(String name, Path data) {
        this.name = name;
        this.data = data;
    }

    @Override
    public String name() {
        return name;
    }

    /** The port on which it listens. */
    int port() {
        return port;
    }

    LocalPostgres server() {
        if (server == null) {
            throw new IllegalStateException("%s was not started.".formatted(name));
        }
        return server;
    }

    @Override
    public long pid() {
        return server().pid();
    }

    @Override
    public void kill() {
        server().kill();
    }

    @Override
    public void start() {
        server = LocalPostgres.on(data, port);
    }

    /** Copies its data as they are now, and goes on: a standby that hears no more from here on. */
    void leaveBehind(Path standby) {
        close();
        Shell.run("cp", "--archive", data.toString(), standby.toString());
        start();
    }

    /** Ends it as a crash would, and starts it on those data: a failover to that standby, which lacks the last commits. */
    void failOver(Path standby) {
        kill();
        Folders.delete(data);
        Shell.run("cp", "--archive", standby.toString(), data.toString());
        start();
    }

    @Override
    public List<Link> links() {
        return List.of();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
