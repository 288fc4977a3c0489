package io.daybook.command.relay;

import io.daybook.events.MacRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The relay as every instance sees it in the log's database, and the replays that are asked for there. */
@Component
class RelayProgressStore {

    private static final String PROGRESS = """
            select head.position      as head,
                   relay.position     as published,
                   relay.mac_from,
                   relay.mac_keys,
                   relay.mac_to = relay.position as is_signed,
                   oldest.recorded_at as oldest_waiting_at
            from log_head head
            cross join relay_checkpoint relay
            left join events oldest
              on oldest.position = relay.position + 1
            """;

    private static final String NEWEST_REPLAY = """
            select replay.*,
                   case replay.state
                       when 'RUNNING' then relay.position
                       else replay.position
                   end as to_position
            from relay_replays replay
            cross join relay_checkpoint relay
            order by replay.replay_id desc
            limit 1
            """;

    private static final String BEGIN_REPLAY = """
            with begun as (
                insert into relay_replays (state, from_position, position, actor, reason)
                values ('RUNNING', :from, :from - 1, :actor, :reason)
                on conflict (state) where state = 'RUNNING' do nothing
                returning replay_id
            ), woken as (
                select pg_notify('daybook_log', '')
                from begun
            )
            select count(*)
            from woken
            """;

    private static final String CANCEL_REPLAY = """
            update relay_replays
            set state       = 'CANCELLED',
                finished_at = now()
            where state = 'RUNNING'
            """;

    private final JdbcClient jdbc;

    RelayProgressStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RelayProgress read() {
        return jdbc.sql(PROGRESS)
                .query((row, rowNumber) -> new RelayProgress(
                        row.getLong("head"), row.getLong("published"), macs(row), instant(row, "oldest_waiting_at")))
                .single();
    }

    Optional<Replay> newestReplay() {
        return jdbc.sql(NEWEST_REPLAY).query((row, rowNumber) -> replay(row)).optional();
    }

    /** Asks the active relay for a replay, and wakes it; false if one is under way. */
    @Transactional
    boolean beginReplay(long fromPosition, String actor, @Nullable String reason) {
        return jdbc.sql(BEGIN_REPLAY)
                        .param("from", fromPosition)
                        .param("actor", actor)
                        .param("reason", reason)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Ends the replay that is under way; false if none is. */
    @Transactional
    boolean cancelReplay() {
        return jdbc.sql(CANCEL_REPLAY).update() > 0;
    }

    private static @Nullable MacRange macs(ResultSet row) throws SQLException {
        return row.getBoolean("is_signed")
                ? new MacRange(row.getLong("mac_from"), List.of((String[])
                        row.getArray("mac_keys").getArray()))
                : null;
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                Replay.State.valueOf(row.getString("state")),
                row.getLong("from_position"),
                row.getLong("to_position"),
                row.getLong("position"),
                row.getString("actor"),
                row.getString("reason"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
