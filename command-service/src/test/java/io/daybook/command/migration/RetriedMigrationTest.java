package io.daybook.command.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class RetriedMigrationTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final AtomicInteger attempts = new AtomicInteger();

    private void failFirst(int times, String sqlState) {
        if (attempts.incrementAndGet() <= times) {
            throw new FlywayException(
                    "Unable to restore connection to its original state", new SQLException("", sqlState));
        }
    }

    @Test
    void begins_again_when_the_database_goes_away_meanwhile() {
        SchemaMigration.retry(() -> failFirst(3, "08006"), PAUSE);

        assertThat(attempts).hasValue(4);
    }

    @Test
    void ends_at_once_when_a_migration_is_wrong() {
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> SchemaMigration.retry(() -> failFirst(3, "42601"), PAUSE));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void ends_when_the_database_does_not_stay() {
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> SchemaMigration.retry(() -> failFirst(Integer.MAX_VALUE, "57P01"), PAUSE));
        assertThat(attempts).hasValue(61);
    }
}
