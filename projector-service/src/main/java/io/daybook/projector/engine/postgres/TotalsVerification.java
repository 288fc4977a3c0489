package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.VerifiedTables.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** The comparison of a view's totals with what they add up, a slice of them in each statement. */
final class TotalsVerification {

    /** The view's tables, not the folded ones, which would otherwise come first. */
    private static final String SHOW_VIEW = """
            select set_config('search_path', quote_ident(?) || ', pg_temp', true)
            """;

    private final Connection connection;
    private final String view;

    TotalsVerification(Connection connection, String view) {
        this.connection = connection;
        this.view = view;
    }

    /** The slice after that one, or the first. */
    Optional<String> next(Totals totals, @Nullable String slice) throws SQLException {
        SequencedSet<String> keys = answers(totals.nextSlice(), "key", slice);
        return keys.isEmpty() ? Optional.empty() : Optional.ofNullable(keys.getFirst());
    }

    /** Table and keys of the totals of a slice that are wrong. */
    SequencedSet<String> differences(Totals totals, String slice) throws SQLException {
        var names = new LinkedHashSet<String>();
        answers(totals.differences(), "name", slice).forEach(key -> names.add(totals.table() + " " + key));
        return names;
    }

    private SequencedSet<String> answers(String sql, String column, @Nullable String slice) throws SQLException {
        try (PreparedStatement show = connection.prepareStatement(SHOW_VIEW);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            show.setString(1, view);
            show.execute();
            statement.setString(1, slice);
            var answers = new LinkedHashSet<String>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String answer = rows.getString(column);
                    if (answer != null) {
                        answers.add(answer);
                    }
                }
            }
            return answers;
        } finally {
            connection.rollback();
        }
    }
}
