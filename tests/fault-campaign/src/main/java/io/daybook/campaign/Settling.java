package io.daybook.campaign;

import io.daybook.campaign.check.EvidenceReader;
import io.daybook.campaign.check.EvidenceReader.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The time after the faults in which views catch up with the log. */
final class Settling {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Deployment deployment;
    private final Duration waitMax;

    private Settling(Deployment deployment, Duration waitMax) {
        this.deployment = deployment;
        this.waitMax = waitMax;
    }

    /** Until every view has all of the log, as its tables show. */
    static Settling ofViews(Deployment deployment, Duration waitMax) {
        return new Settling(deployment, waitMax);
    }

    /**
     * Waits.
     *
     * @return states that are not reached
     */
    List<String> await() throws InterruptedException {
        long deadline = System.nanoTime() + waitMax.toNanos();
        List<String> behind = viewsBehind();
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            behind = viewsBehind();
        }
        return behind;
    }

    private List<String> viewsBehind() {
        try {
            long end = EvidenceReader.head(deployment.logSource()).position();
            return deployment.viewNames().stream()
                    .filter(view -> !hasAll(deployment.viewSource(view), view, end))
                    .map(view -> "The view %s does not reach position %d within %d s after the last fault."
                            .formatted(view, end, waitMax.toSeconds()))
                    .toList();
        } catch (SQLException e) {
            return List.of("The log cannot be read after the last fault: " + e.getMessage());
        }
    }

    /** A view counts the events of each stream that it has: together as many as the log has. */
    private static boolean hasAll(Source source, String view, long end) {
        try (Connection connection = DriverManager.getConnection(source.url(), source.user(), source.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select coalesce(sum(version), 0) as events
                    from %s.streams
                    """.formatted(view))) {
            row.next();
            return row.getLong("events") == end;
        } catch (SQLException e) {
            return false;
        }
    }
}
