package io.daybook.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A row of a table of events: the envelope's columns, which have the same names in the log and wherever it is copied to. */
public final class EventRow {

    private EventRow() {}

    /** Reads an event from a row that has all columns of the envelope. */
    public static RecordedEvent read(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getLong("position"),
                row.getObject("stream_id", UUID.class),
                row.getLong("stream_version"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getInt("schema_version"),
                row.getString("payload"),
                row.getObject("effective_date", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("purpose"),
                row.getObject("correlation_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                row.getString("metadata"),
                Hash.of(row.getBytes("hash")));
    }
}
