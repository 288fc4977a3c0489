package io.daybook.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.command.CommandService;
import io.daybook.localstack.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wait for what is appended next. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayStoreTest {

    private static final Duration VERY_LONG = Duration.ofHours(1);

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void aPoolOfConnectionsToALog() {
        pool.setJdbcUrl(CommandService.freshLog());
        pool.setUsername(Databases.COMMAND);
        pool.setPassword(Databases.COMMAND);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void ends_soon_after_nobody_wants_it_any_more() throws SQLException {
        var questions = new AtomicInteger();
        try (RelayStore store = new RelayStore(pool)) {
            assertThat(store.tryLock()).isTrue();

            store.awaitAppend(VERY_LONG, () -> questions.incrementAndGet() < 3);

            assertThat(questions).hasValue(3);
        }
    }

    @Test
    void ends_with_the_append() throws SQLException {
        try (RelayStore store = new RelayStore(pool);
                Connection appender = pool.getConnection()) {
            assertThat(store.tryLock()).isTrue();
            appender.createStatement().execute("notify daybook_log");

            store.awaitAppend(VERY_LONG, () -> true);
        }
    }

    @Test
    void ends_at_its_time_where_nothing_is_appended() throws SQLException {
        try (RelayStore store = new RelayStore(pool)) {
            assertThat(store.tryLock()).isTrue();
            long start = System.nanoTime();

            store.awaitAppend(Duration.ofMillis(250), () -> true);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        }
    }
}
