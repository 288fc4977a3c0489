package io.daybook.campaign;

import io.daybook.campaign.check.EvidenceReader;
import io.daybook.campaign.check.EvidenceReader.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The time after the faults in which views catch up with the log. */
final class Settling {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Progress progress;
    private final Duration waitMax;

    private Settling(Progress progress, Duration waitMax) {
        this.progress = progress;
        this.waitMax = waitMax;
    }

    /** The progress of a deployment. */
    @FunctionalInterface
    private interface Progress {

        /** Sentences about each part that is behind. */
        List<String> behind() throws InterruptedException;
    }

    /** Until every view has all of the log, as its tables show. */
    static Settling ofViews(Deployment deployment, Duration waitMax) {
        return new Settling(() -> viewsBehind(deployment, waitMax), waitMax);
    }

    /**
     * Until the services have nothing left to do, as they say themselves. Services that are broken on purpose get there, too:
     * what is missing then has been lost, and is not merely late.
     */
    static Settling ofServices(Deployment deployment, Bank bank, Duration waitMax) {
        return new Settling(() -> servicesBehind(deployment, bank), waitMax);
    }

    /**
     * Waits.
     *
     * @return what does not get there
     */
    List<String> await() throws InterruptedException {
        long deadline = System.nanoTime() + waitMax.toNanos();
        List<String> behind = progress.behind();
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            behind = progress.behind();
        }
        return behind;
    }

    private static List<String> servicesBehind(Deployment deployment, Bank bank) throws InterruptedException {
        try {
            if (!isAtEnd(bank.get(deployment.commands().getFirst().endpoint(), "/v1/relay"))) {
                return List.of("The relay has not published all of the log.");
            }
            return bank.get(deployment.projectors().getFirst().endpoint(), "/v1/views")
                    .path("items")
                    .valueStream()
                    .filter(view -> !isAtEnd(view))
                    .map(view -> "The view %s has not read all of the topic."
                            .formatted(view.path("name").asString()))
                    .toList();
        } catch (IOException | JacksonException e) {
            return List.of("A service does not say how far it is: " + e.getMessage());
        }
    }

    /** Says whether there is nothing left to read; without a number that is not known. */
    private static boolean isAtEnd(JsonNode progress) {
        JsonNode lag = progress.path("lagEvents");
        return lag.isNumber() && lag.asLong() == 0;
    }

    private static List<String> viewsBehind(Deployment deployment, Duration waitMax) {
        try {
            long end = EvidenceReader.head(deployment.logSource()).position();
            return Deployment.VIEWS.stream()
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
