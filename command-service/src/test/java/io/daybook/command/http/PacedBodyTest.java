package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.command.http.PacedBody.Pace;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies that arrive fast enough or not, by a clock that the test moves: 1000 bytes a second, after 5 s, in 60 s. */
class PacedBodyTest {

    private final Sender sender = new Sender();
    private final PacedBody body =
            new PacedBody(sender, new Pace(1_000, Duration.ofSeconds(5), Duration.ofSeconds(60)), () -> sender.nanos);

    @Test
    void a_body_that_arrives_at_the_minimum_rate_is_read_to_its_end() throws IOException {
        for (int second = 1; second <= 50; second++) {
            assertThat(read(1_000, Duration.ofSeconds(1))).isEqualTo(1_000);
        }
        assertThat(read(-1, Duration.ZERO)).isEqualTo(-1);
        assertThat(body.wasTooSlow()).isFalse();
    }

    @Test
    void a_byte_now_and_then_is_given_up_after_the_grace() throws IOException {
        for (int second = 1; second <= 5; second++) {
            assertThat(read(1, Duration.ofSeconds(1))).isEqualTo(1);
        }

        assertThatThrownBy(() -> read(1, Duration.ofSeconds(1))).isInstanceOf(SlowUploadException.class);
        assertThat(body.wasTooSlow()).isTrue();
    }

    @Test
    void whatever_its_rate_a_body_is_given_up_after_the_longest_time() throws IOException {
        for (int tenSeconds = 1; tenSeconds <= 6; tenSeconds++) {
            read(20_000, Duration.ofSeconds(10));
        }

        assertThatThrownBy(() -> read(20_000, Duration.ofSeconds(1))).isInstanceOf(SlowUploadException.class);
    }

    @Test
    void the_time_that_the_service_takes_itself_is_not_held_against_the_sender() throws IOException {
        read(10, Duration.ZERO);
        sender.nanos += Duration.ofSeconds(30).toNanos();

        assertThat(read(10, Duration.ofMillis(10))).isEqualTo(10);
    }

    @Test
    void a_sender_that_stops_sending_is_too_slow() {
        sender.failure = new SocketTimeoutException();

        assertThatThrownBy(() -> read(0, Duration.ofSeconds(5))).isInstanceOf(SlowUploadException.class);
        assertThat(body.wasTooSlow()).isTrue();
    }

    private int read(int bytes, Duration waiting) throws IOException {
        sender.bytes = bytes;
        sender.waiting = waiting;
        return body.doRead(ApplicationBufferHandler.EMPTY);
    }

    /** Sends what the test says, after a time that it says. */
    private static final class Sender implements InputBuffer {

        private long nanos = 42;
        private int bytes;
        private Duration waiting = Duration.ZERO;
        private @Nullable IOException failure;

        @Override
        public int doRead(ApplicationBufferHandler target) throws IOException {
            nanos += waiting.toNanos();
            if (failure != null) {
                throw failure;
            }
            return bytes;
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
