package io.daybook.projector.engine.sql;

import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.projector.engine.ViewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The keys that are destroyed, as far as a view knows: its table {@code erased_keys}. An erasure may come before the events that
 * it is about, and in another batch at the same time: either that batch sees the key in here, or this one sees its rows.
 */
public final class ErasedKeys {

    private static final String SHARE = """
            select pg_advisory_xact_lock_shared(hashtext(current_schema() || '.erased_keys'))
            """;

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtext(current_schema() || '.erased_keys'))
            """;

    private static final String WRITE = """
            insert into erased_keys (key_id)
            select *
            from unnest(?::uuid[])
            on conflict do nothing
            """;

    private final Connection connection;

    /** Those of the view that the connection is in a transaction of. */
    public ErasedKeys(Connection connection) {
        this.connection = connection;
    }

    /** Before rows with sealed texts are written: until the end of the transaction no other batch erases. */
    public void lockShared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SHARE)) {
            statement.execute();
        }
    }

    /**
     * Takes in what the events say is to be forgotten.
     *
     * @param erase removes from the view what is sealed with keys; takes these as its one parameter, a {@code uuid[]}
     */
    public void take(List<ViewEvent> events, String erase) throws SQLException {
        List<UUID> keyIds = events.stream()
                .flatMap(event ->
                        event.event() instanceof PersonalDataErased erased ? erased.keyIds().stream() : Stream.of())
                .distinct()
                .toList();
        if (keyIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.execute();
        }
        for (String sql : List.of(WRITE, erase)) {
            try (var rows = Unnest.into(connection, sql, keyIds)) {
                rows.column("uuid", keyId -> keyId).execute();
            }
        }
    }
}
