package io.daybook.testsupport;

import io.daybook.localstack.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Denied callers in the key store that all tests of a process share. */
public final class Denials {

    private static final String DENY = """
            insert into keys.denied_callers (denial_id, subject, reason, denied_by)
            values (gen_random_uuid(), ?, 'a test', 'olga')
            """;

    private static final String ALLOW = """
            delete from keys.denied_callers
            where  subject = ?
            """;

    private Denials() {}

    /** Denies a subject. */
    public static void deny(String subject) {
        execute(DENY, subject);
    }

    /** Lets a subject in again. */
    public static void allow(String subject) {
        execute(ALLOW, subject);
    }

    private static void execute(String sql, String subject) {
        try (Connection connection =
                        DriverManager.getConnection(TestServers.keysUrl(), Databases.KEYS_OWNER, Databases.KEYS_OWNER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subject);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
