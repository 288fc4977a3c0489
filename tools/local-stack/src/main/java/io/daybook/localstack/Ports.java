package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports on this machine's loopback address. They lie below those that Linux and macOS give to outgoing connections, of
 * which one could otherwise take a port between the moment that it is chosen and the moment that its server listens.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int BLOCK_SIZE = 100;
    private static final int BLOCKS = 120;

    private static Block block = Block.take();

    private Ports() {}

    /** A port that nobody listens on just now, and another one each time and in each process. */
    public static synchronized int free() {
        int port = next();
        while (!isFree(port)) {
            port = next();
        }
        return port;
    }

    private static int next() {
        if (block.isUsedUp()) {
            block = Block.take();
        }
        return block.next();
    }

    /** True if nobody listens on that port. */
    public static boolean isFree(int port) {
        Optional<ServerSocket> listening = listen(port);
        listening.ifPresent(Ports::close);
        return listening.isPresent();
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            var socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return Optional.of(socket);
            } catch (IOException e) {
                socket.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports next to each other that are this process's as long as it listens on the first of them: until it ends. */
    private static final class Block {

        private final ServerSocket first;
        private int given;

        private Block(ServerSocket first) {
            this.first = first;
        }

        /** The first one, from one at random on, that no other process holds. */
        static Block take() {
            int start = ThreadLocalRandom.current().nextInt(BLOCKS);
            return IntStream.range(start, start + BLOCKS)
                    .mapToObj(number -> listen(FIRST + BLOCK_SIZE * (number % BLOCKS)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(Block::new)
                    .orElseThrow(() -> new IllegalStateException(
                            "No ports are left from %d to %d.".formatted(FIRST, FIRST + BLOCK_SIZE * BLOCKS - 1)));
        }

        boolean isUsedUp() {
            return given == BLOCK_SIZE - 1;
        }

        int next() {
            given++;
            return first.getLocalPort() + given;
        }
    }
}
