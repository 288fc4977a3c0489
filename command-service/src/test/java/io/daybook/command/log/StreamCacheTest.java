package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.Hash;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the appender remembers of the streams used last. */
class StreamCacheTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private static final Hash SEVENTH = Hash.of(
            new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7
            });

    private final StreamCache cache = new StreamCache(2);

    @Test
    void a_stream_that_nobody_has_looked_at_is_unknown() {
        assertThat(cache.find(FIRST)).isNull();
    }

    @Test
    void what_a_commit_changed_is_known_as_of_its_position() {
        cache.advance(7, SEVENTH, Map.of(FIRST, VersionedState.NOTHING));

        assertThat(cache.position()).isEqualTo(7);
        assertThat(cache.hash()).isEqualTo(SEVENTH);
        assertThat(cache.find(FIRST)).isEqualTo(VersionedState.NOTHING);
    }

    @Test
    void the_stream_that_was_not_used_for_longest_makes_room() {
        cache.advance(1, SEVENTH, Map.of(FIRST, VersionedState.NOTHING));
        cache.advance(2, SEVENTH, Map.of(SECOND, VersionedState.NOTHING));
        assertThat(cache.find(FIRST)).isNotNull();

        cache.advance(3, SEVENTH, Map.of(THIRD, VersionedState.NOTHING));

        assertThat(cache.find(FIRST)).isNotNull();
        assertThat(cache.find(SECOND)).isNull();
    }

    @Test
    void another_position_is_another_log_and_nothing_is_known_of_it() {
        cache.advance(7, SEVENTH, Map.of(FIRST, VersionedState.NOTHING));

        cache.restartAt(5, Hash.NONE);

        assertThat(cache.position()).isEqualTo(5);
        assertThat(cache.hash()).isEqualTo(Hash.NONE);
        assertThat(cache.find(FIRST)).isNull();
    }

    @Test
    void states_that_are_loaded_are_as_of_the_position_that_there_is() {
        cache.advance(7, SEVENTH, Map.of());
        assertThat(cache.isEmpty()).isTrue();

        cache.add(Map.of(FIRST, VersionedState.NOTHING));

        assertThat(cache.isEmpty()).isFalse();
        assertThat(cache.position()).isEqualTo(7);
        assertThat(cache.find(FIRST)).isEqualTo(VersionedState.NOTHING);

        cache.clear();
        assertThat(cache.position()).isZero();
        assertThat(cache.isEmpty()).isTrue();
    }
}
