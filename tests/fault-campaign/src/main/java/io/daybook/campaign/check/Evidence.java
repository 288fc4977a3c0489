package io.daybook.campaign.check;

import io.daybook.campaign.check.views.ExpectedTables;
import java.util.List;
import java.util.Map;

/**
 * All that a run is judged by.
 *
 * @param history all that clients did and saw
 * @param log the log's rows in the order of their positions
 * @param head end of the log as the log states it
 * @param topic the topic's records, in the order of their offsets within each partition
 * @param views the tables of the views by their names, as {@link ExpectedTables} names them; those that are not there are not
 *     compared
 */
public record Evidence(
        List<Line> history, List<LogEvent> log, LogHead head, List<TopicRecord> topic, Map<String, Table> views) {

    /**
     * The row of {@code log_head}.
     *
     * @param position the last event's position
     * @param hash the last event's hash in hexadecimal
     */
    public record LogHead(long position, String hash) {}
}
