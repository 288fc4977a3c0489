package io.daybook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that a client may send, by a clock that the test moves. */
class RateLimitTest {

    private long nanos;
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    void a_client_may_ask_so_often_at_once_and_then_is_told_how_long_to_wait() {
        var limit = new RateLimit(new RateLimitPolicy(2, 5), time);

        assertThat(IntStream.range(0, 5).mapToObj(i -> limit.take("ada"))).containsOnly(Duration.ZERO);

        assertThat(limit.take("ada")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void what_was_asked_comes_back_with_time_and_not_beyond_the_burst() {
        var limit = new RateLimit(new RateLimitPolicy(2, 5), time);
        IntStream.range(0, 5).forEach(i -> limit.take("ada"));

        pass(Duration.ofMillis(500));
        assertThat(limit.take("ada")).isZero();
        assertThat(limit.take("ada")).isPositive();

        pass(Duration.ofHours(1));
        assertThat(IntStream.range(0, 6).filter(i -> limit.take("ada").isZero()).count())
                .isEqualTo(5);
    }

    @Test
    void one_client_takes_nothing_from_another() {
        var limit = new RateLimit(new RateLimitPolicy(1, 1), time);

        assertThat(limit.take("ada")).isZero();
        assertThat(limit.take("ada")).isPositive();
        assertThat(limit.take("charles")).isZero();
    }

    @Test
    void a_request_that_was_not_to_be_counted_is_given_back() {
        var limit = new RateLimit(new RateLimitPolicy(1, 1), time);

        for (int i = 0; i < 10; i++) {
            assertThat(limit.take("ada")).isZero();
            limit.giveBack("ada");
        }
    }

    @Test
    void nobody_is_limited_where_no_rate_is_set() {
        var limit = new RateLimit(new RateLimitPolicy(0, 0), time);

        assertThat(IntStream.range(0, 10_000).mapToObj(i -> limit.take("ada"))).containsOnly(Duration.ZERO);
        assertThat(limit.clients()).isZero();
    }

    @Test
    void clients_are_forgotten_when_their_buckets_are_full_again_and_never_too_many_are_remembered() {
        var limit = new RateLimit(new RateLimitPolicy(10, 20), time);
        IntStream.range(0, 200_000).forEach(i -> limit.take("client " + i));

        assertThat(limit.clients()).isBetween(1L, 50_000L);

        pass(Duration.ofSeconds(4));
        assertThat(limit.clients()).isZero();
    }

    @Test
    void a_burst_that_lets_nobody_in_is_refused_at_start() {
        assertThatThrownBy(() -> new RateLimitPolicy(1, 0)).hasMessageContaining("daybook.access.rate");
    }

    @Test
    void an_address_of_ipv6_counts_as_its_network() {
        assertThat(AddressLimit.network("2001:db8:1:2:aaaa::1")).isEqualTo(AddressLimit.network("2001:db8:1:2::2"));
        assertThat(AddressLimit.network("2001:db8:1:2::1")).isNotEqualTo(AddressLimit.network("2001:db8:1:3::1"));
        assertThat(AddressLimit.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(AddressLimit.network("unknown")).isEqualTo("unknown");
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }
}
