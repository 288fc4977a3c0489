package io.daybook.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on the loopback address that can be made worse: what goes through can be held up, delayed, or cut off. To
 * several servers it is a plain load balancer: each connection goes to the next one that takes it.
 */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final Duration REFUSAL = Duration.ofMillis(400);

    private final List<Integer> servers;
    private final ServerSocket listener;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean isShut;
    private volatile Duration delay = Duration.ZERO;

    /** To the servers on these ports. */
    TcpProxy(List<Integer> servers) {
        this.servers = List.copyOf(servers);
        try {
            listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The port on which it listens. */
    int port() {
        return listener.getLocalPort();
    }

    /** Lets nothing through any more, as if packets were dropped; nobody is told. */
    void cut() {
        synchronized (gate) {
            isShut = true;
        }
    }

    /** Lets everything through again that waits. */
    void mend() {
        synchronized (gate) {
            isShut = false;
            gate.notifyAll();
        }
    }

    /** Holds up everything that goes through by that much, in both directions. */
    void delay(Duration by) {
        delay = by;
    }

    /** Breaks all connections off; new ones are welcome. */
    void reset() {
        open.forEach(TcpProxy::breakOff);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that is gone already.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket client) {
        try {
            pass();
            Socket server = connect();
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, server));
            pump(server, client);
        } catch (IOException | InterruptedException e) {
            refuse(client);
        } finally {
            open.remove(client);
        }
    }

    /** A client of a server that does not run is refused. Not at once: some count it a success that anybody took the connection. */
    private static void refuse(Socket client) {
        LockSupport.parkNanos(REFUSAL.toNanos());
        breakOff(client);
    }

    private Socket connect() throws IOException {
        IOException refused = new IOException("No server.");
        int first = next.getAndIncrement();
        for (int i = 0; i < servers.size(); i++) {
            var server = new Socket();
            int port = servers.get(Math.floorMod(first + i, servers.size()));
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
                return server;
            } catch (IOException e) {
                server.close();
                refused = e;
            }
        }
        throw refused;
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var chunk = new byte[CHUNK_BYTES];
            int length = in.read(chunk);
            while (length >= 0) {
                pass();
                out.write(chunk, 0, length);
                length = in.read(chunk);
            }
        } catch (IOException | InterruptedException e) {
            breakOff(from);
            breakOff(to);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void pass() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        synchronized (gate) {
            while (isShut) {
                gate.wait();
            }
        }
    }

    private static void breakOff(Socket socket) {
        try {
            // Without lingering, a close is a reset.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mend();
        reset();
    }
}
