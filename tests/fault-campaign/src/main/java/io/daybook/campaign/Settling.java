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

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Site site;
    private final Duration waitMax;

    Settling(Site site, Duration waitMax) {
        this.site = site;
        this.waitMax = waitMax;
    }

    /**
     * Waits until all views have all of the log.
     *
     * @return those that do not get there
     */
    List<String> await() throws InterruptedException {
        long deadline = System.nanoTime() + waitMax.toNanos();
        List<String> behind = behind();
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            behind = behind();
        }
        return behind;
    }

    private List<String> behind() {
        try {
            long end = EvidenceReader.head(site.logSource()).position();
            return Site.VIEWS.stream()
                    .filter(view -> !hasAll(view, end))
                    .map(view -> "The view %s does not reach position %d within %d s after the last fault."
                            .formatted(view, end, waitMax.toSeconds()))
                    .toList();
        } catch (SQLException e) {
            return List.of("The log cannot be read after the last fault: " + e.getMessage());
        }
    }

    /** A view counts the events of each stream that it has: together as many as the log has. */
    private boolean hasAll(String view, long end) {
        Source source = site.viewSource(view);
        try (Connection connection = DriverManager.getConnection(source.url(), source.user(), source.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select coalesce(sum(version), 0)
                    from %s.streams
                    """.formatted(view))) {
            row.next();
            return row.getLong(1) == end;
        } catch (SQLException e) {
            return false;
        }
    }
}
