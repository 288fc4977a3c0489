package io.daybook.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** Linux gives these to outgoing connections, and macOS those from 49152 on. */
    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    @Test
    void each_port_is_given_once_and_is_none_of_those_of_outgoing_connections() {
        List<Integer> ports =
                IntStream.range(0, 250).mapToObj(i -> Ports.free()).toList();

        assertThat(ports).doesNotHaveDuplicates().allSatisfy(port -> assertThat(port)
                .isBetween(1024, FIRST_OF_OUTGOING_CONNECTIONS - 1));
    }

    @Test
    void a_port_that_somebody_listens_on_is_not_free() throws IOException {
        int port = Ports.free();

        try (var listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(listening.getLocalPort())).isFalse();
        }

        assertThat(Ports.isFree(port)).isTrue();
    }
}
