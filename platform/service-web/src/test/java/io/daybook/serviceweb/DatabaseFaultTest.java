package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of a database's faults. */
class DatabaseFaultTest {

    private static final String WITH_DATA = "Key (holder_name)=(Ada Lovelace) already exists.";

    @Test
    void a_fault_is_told_without_the_data_in_its_message() {
        var fault = new IllegalStateException(WITH_DATA, new SQLException(WITH_DATA, "23505"));

        assertThat(DatabaseFault.summary(fault))
                .isEqualTo("IllegalStateException because of SQLException, SQL state 23505");
        assertThat(DatabaseFault.summary(new IllegalStateException(WITH_DATA))).isEqualTo("IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300", "40001", "55P03", "3D000", "42P01", "42501"})
    void a_database_that_is_away_or_not_ready_may_be_asked_again(String state) {
        assertThat(DatabaseFault.passes(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601", ""})
    void what_a_statement_does_wrong_it_does_wrong_again(String state) {
        assertThat(DatabaseFault.passes(new SQLException("", state))).isFalse();
    }

    @Test
    void a_pool_without_a_connection_may_be_asked_again() {
        assertThat(DatabaseFault.passes(new SQLTransientConnectionException("no connection")))
                .isTrue();
        assertThat(DatabaseFault.passes(new IllegalStateException())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "25P03"})
    void a_connection_that_is_gone_is_lost(String state) {
        assertThat(DatabaseFault.isConnectionLost(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "40001", "23505", ""})
    void a_connection_on_which_a_statement_failed_is_not_lost(String state) {
        assertThat(DatabaseFault.isConnectionLost(new SQLException("", state))).isFalse();
    }
}
