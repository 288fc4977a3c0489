package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.verification.Verdict;
import io.daybook.projector.engine.verification.VerdictState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** The last verdict on the generation that serves, which is kept with it. */
final class VerdictStore {

    private static final String READ = """
            select verified_at,
                   verified_position,
                   verified_streams,
                   differences,
                   difference_examples,
                   verification_trouble
            from generation
            """;

    private static final String WRITE = """
            update generation
            set verified_at          = ?,
                verified_position    = ?,
                verified_streams     = ?,
                differences          = ?,
                difference_examples  = ?,
                verification_trouble = null
            where number = ?
            """;

    private static final String WRITE_TROUBLE = """
            update generation
            set verification_trouble = ?
            """;

    private final DataSource dataSource;

    /**
     * Verdicts of a view.
     *
     * @param dataSource of connections that look into the generation that serves
     */
    VerdictStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Verdict read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The generation that serves has lost its row.");
            }
            OffsetDateTime verifiedAt = row.getObject("verified_at", OffsetDateTime.class);
            String trouble = row.getString("verification_trouble");
            if (verifiedAt == null) {
                return new Verdict(VerdictState.NEVER, null, null, null, null, null, trouble);
            }
            long differences = row.getLong("differences");
            return new Verdict(
                    differences == 0 ? VerdictState.EQUAL : VerdictState.DIFFERENT,
                    verifiedAt.toInstant(),
                    row.getLong("verified_position"),
                    row.getLong("verified_streams"),
                    differences,
                    texts(row.getArray("difference_examples")),
                    trouble);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Writes the outcome, unless another generation than that one serves by now. */
    void write(long generation, long position, long streams, Differences differences) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setObject(1, Instant.now().atOffset(ZoneOffset.UTC));
            statement.setLong(2, position);
            statement.setLong(3, streams);
            statement.setLong(4, differences.count());
            statement.setArray(
                    5, connection.createArrayOf("text", differences.examples().toArray()));
            statement.setLong(6, generation);
            statement.executeUpdate();
            connection.commit();
        }
    }

    /** Notes why a verification did not come to its end. */
    void writeTrouble(String trouble) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(WRITE_TROUBLE)) {
            statement.setString(1, trouble);
            statement.executeUpdate();
            connection.commit();
        }
    }
}
