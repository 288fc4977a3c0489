package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int PATIENCE_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = new TcpProxy(List.of(echo.getLocalPort()));
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket client = echo.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            assertThat(client.isClosed()).isTrue();
        }
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static int ask(Socket socket, int question) throws IOException {
        socket.getOutputStream().write(question);
        return socket.getInputStream().read();
    }

    @Test
    void lets_everything_through() throws IOException {
        try (Socket socket = connected()) {
            assertThat(ask(socket, 42)).isEqualTo(42);
        }
    }

    @Test
    void holds_everything_back_while_it_is_cut_and_lets_it_through_once_it_is_mended() throws IOException {
        try (Socket socket = connected()) {
            assertThat(ask(socket, 1)).isEqualTo(1);
            proxy.cut();
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThatThrownBy(() -> ask(socket, 2)).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(LONG_MILLIS);
            proxy.mend();
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void takes_its_time_when_it_is_told_to() throws IOException {
        proxy.delay(Duration.ofMillis(PATIENCE_MILLIS));
        try (Socket socket = connected()) {
            long began = System.nanoTime();
            assertThat(ask(socket, 3)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(PATIENCE_MILLIS));
        }
    }

    @Test
    void breaks_connections_off_and_takes_new_ones() throws IOException {
        try (Socket socket = connected();
                Socket next = connected()) {
            assertThat(ask(socket, 4)).isEqualTo(4);
            proxy.reset();
            assertThatThrownBy(() -> {
                        if (ask(socket, 5) < 0) {
                            throw new IOException("The end.");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(next.isConnected()).isTrue();
        }
        try (Socket socket = connected()) {
            assertThat(ask(socket, 6)).isEqualTo(6);
        }
    }

    @Test
    void goes_to_the_next_server_where_one_is_away() throws IOException {
        int away;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = gone.getLocalPort();
        }
        try (var balanced = new TcpProxy(List.of(away, echo.getLocalPort()))) {
            for (int i = 0; i < 4; i++) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), balanced.port())) {
                    socket.setSoTimeout(LONG_MILLIS);
                    assertThat(ask(socket, i)).isEqualTo(i);
                }
            }
        }
    }
}
