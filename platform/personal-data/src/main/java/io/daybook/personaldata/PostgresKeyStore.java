package io.daybook.personaldata;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.personaldata.MasterKeys.Wrapped;
import io.daybook.personaldata.PersonalDataProperties.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.postgresql.PGProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys in a Postgres database of their own, where they are wrapped. */
final class PostgresKeyStore implements KeyStore, AutoCloseable {

    private static final String SCHEMA = "keys";

    /** Name that the key of the blind indexes is bound to. */
    static final String INDEX_KEY = "index";

    private static final int CONNECT_SECONDS_MAX = 2;
    private static final int SOCKET_SECONDS_MAX = 10;
    private static final long CONNECTION_WAIT_MAX_MILLIS = 2_000;
    private static final int CONNECTIONS_MAX = 4;

    /** Somebody else may make it at the same time: then neither half finds a row, and the next time the first does. */
    private static final String KEY_OF_CUSTOMER = """
            with found as (
                select key_id,
                       master_key,
                       wrapped
                from   keys
                where  customer_id = :customer
                and    destroyed_at is null
            ), made as (
                insert into keys (key_id, customer_id, master_key, wrapped)
                select :keyId,
                       :customer,
                       :masterKey,
                       :wrapped
                where  not exists (select from found)
                on conflict (customer_id) where destroyed_at is null do nothing
                returning key_id,
                          master_key,
                          wrapped
            )
            select *
            from   found
            union  all
            select *
            from   made
            """;

    private static final String KEYS_OF_CUSTOMERS = """
            select customer_id,
                   key_id,
                   master_key,
                   wrapped
            from   keys
            where  customer_id = any (cast(:customers as text[]))
            and    destroyed_at is null
            """;

    private static final String MAKE_KEYS = """
            insert into keys (key_id, customer_id, master_key, wrapped)
            select *
            from   unnest(cast(:keyIds as uuid[]),
                          cast(:customers as text[]),
                          cast(:masterKeys as text[]),
                          cast(:wrapped as bytea[]))
            on conflict (customer_id) where destroyed_at is null do nothing
            """;

    private static final String FIND = """
            select key_id,
                   master_key,
                   wrapped
            from   keys
            where  key_id = any (cast(:keyIds as uuid[]))
            and    destroyed_at is null
            """;

    private static final String HELD = """
            select key_id
            from   keys
            where  customer_id = :customer
            and    destroyed_at is null
            """;

    private static final String DESTROY = """
            update keys
            set    wrapped      = null,
                   master_key   = null,
                   destroyed_at = now()
            where  key_id = any (cast(:keyIds as uuid[]))
            and    destroyed_at is null
            """;

    /** From one name to the next by the index: there are millions of keys, and few names. */
    private static final String MASTER_KEYS = """
            with recursive names (master_key) as (
                select min(master_key)
                from   keys
                where  destroyed_at is null
                union  all
                select (select min(master_key)
                        from   keys
                        where  destroyed_at is null
                        and    master_key > names.master_key)
                from   names
                where  names.master_key is not null
            )
            select master_key
            from   names
            where  master_key is not null
            union
            select master_key
            from   index_key
            """;

    private static final String MAKE_INDEX_KEY = """
            insert into index_key (master_key, wrapped)
            values (:masterKey, :wrapped)
            on conflict do nothing
            """;

    private static final String READ_INDEX_KEY = """
            select master_key,
                   wrapped
            from   index_key
            """;

    private final MasterKeyFile masterKeys;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private volatile boolean isPrepared;

    /** A store that connects when it is first asked. */
    PostgresKeyStore(Store store, MasterKeyFile masterKeys) {
        this.masterKeys = masterKeys;
        this.pool = new HikariDataSource(poolSettings(store));
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    private static HikariConfig poolSettings(Store store) {
        var connection = new Properties();
        PGProperty.CURRENT_SCHEMA.set(connection, SCHEMA);
        PGProperty.APPLICATION_NAME.set(connection, "daybook-keys");
        PGProperty.CONNECT_TIMEOUT.set(connection, CONNECT_SECONDS_MAX);
        PGProperty.SOCKET_TIMEOUT.set(connection, SOCKET_SECONDS_MAX);
        PGProperty.TCP_KEEP_ALIVE.set(connection, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(connection, false);
        var config = new HikariConfig();
        config.setPoolName("keys");
        config.setJdbcUrl(store.url());
        config.setUsername(store.username());
        config.setPassword(store.password());
        config.setDataSourceProperties(connection);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public void prepare() {
        if (!isPrepared) {
            Wrapped wrapped = masterKeys.wrap(INDEX_KEY, MasterKeys.newSecret());
            answered(() -> jdbc.sql(MAKE_INDEX_KEY)
                    .param("masterKey", wrapped.masterKey())
                    .param("wrapped", wrapped.bytes())
                    .update());
            isPrepared = true;
        }
    }

    @Override
    public DataKey keyOf(String customerId) {
        Optional<DataKey> key = Optional.empty();
        while (key.isEmpty()) {
            key = foundOrMade(customerId);
        }
        return key.get();
    }

    private Optional<DataKey> foundOrMade(String customerId) {
        UUID keyId = UUID.randomUUID();
        Wrapped wrapped = masterKeys.wrap(keyId.toString(), MasterKeys.newSecret());
        return answered(() -> jdbc.sql(KEY_OF_CUSTOMER)
                .param("customer", customerId)
                .param("keyId", keyId)
                .param("masterKey", wrapped.masterKey())
                .param("wrapped", wrapped.bytes())
                .query((row, rowNumber) -> key(row))
                .optional());
    }

    @Override
    public Map<String, DataKey> keysOf(Collection<String> customerIds) {
        prepare();
        Map<String, DataKey> keys = heldOf(Set.copyOf(customerIds));
        // Somebody may destroy one right after it was made.
        while (!keys.keySet().containsAll(customerIds)) {
            Set<String> missing = new HashSet<>(customerIds);
            missing.removeAll(keys.keySet());
            make(missing);
            keys.putAll(heldOf(missing));
        }
        return keys;
    }

    private Map<String, DataKey> heldOf(Set<String> customerIds) {
        var keys = new HashMap<String, DataKey>();
        if (!customerIds.isEmpty()) {
            answered(() -> jdbc.sql(KEYS_OF_CUSTOMERS)
                            .param("customers", customerIds.toArray(String[]::new))
                            .query((row, rowNumber) -> Map.entry(row.getString("customer_id"), key(row)))
                            .list())
                    .forEach(held -> keys.put(held.getKey(), held.getValue()));
        }
        return keys;
    }

    private void make(Set<String> customerIds) {
        // In one order, so that two who make the same keys do not wait for each other.
        List<String> customers = customerIds.stream().sorted().toList();
        List<UUID> keyIds =
                customers.stream().map(customer -> UUID.randomUUID()).toList();
        List<Wrapped> wrapped = keyIds.stream()
                .map(keyId -> masterKeys.wrap(keyId.toString(), MasterKeys.newSecret()))
                .toList();
        answered(() -> jdbc.sql(MAKE_KEYS)
                .param("keyIds", array(keyIds))
                .param("customers", customers.toArray(String[]::new))
                .param("masterKeys", wrapped.stream().map(Wrapped::masterKey).toArray(String[]::new))
                .param("wrapped", wrapped.stream().map(Wrapped::bytes).toArray(byte[][]::new))
                .update());
    }

    @Override
    public Map<UUID, DataKey> find(Collection<UUID> keyIds) {
        var keys = new HashMap<UUID, DataKey>();
        answered(() -> jdbc.sql(FIND)
                        .param("keyIds", array(keyIds))
                        .query((row, rowNumber) -> key(row))
                        .list())
                .forEach(key -> keys.put(key.keyId(), key));
        return keys;
    }

    @Override
    public List<UUID> heldFor(String customerId) {
        return answered(() -> jdbc.sql(HELD)
                .param("customer", customerId)
                .query((row, rowNumber) -> row.getObject("key_id", UUID.class))
                .list());
    }

    @Override
    public void destroy(Collection<UUID> keyIds) {
        answered(() -> jdbc.sql(DESTROY).param("keyIds", array(keyIds)).update());
    }

    @Override
    public SecretKey indexKey() {
        return answered(() -> jdbc.sql(READ_INDEX_KEY)
                .query((row, rowNumber) -> masterKeys.unwrap(INDEX_KEY, wrapped(row)))
                .optional()
                .orElseThrow(() -> new KeysUnavailable(
                        "There is no key of the blind indexes yet; the command-service makes it.")));
    }

    /** Runs statements about the keys in one transaction. */
    <T> T inTransaction(Function<JdbcClient, T> statements) {
        prepare();
        return answered(() -> requireNonNull(transactions.execute(transaction -> statements.apply(jdbc))));
    }

    /** The names of the master keys that wrap anything. */
    Set<String> masterKeysInUse() {
        return Set.copyOf(
                answered(() -> jdbc.sql(MASTER_KEYS).query(String.class).list()));
    }

    private DataKey key(ResultSet row) throws SQLException {
        UUID keyId = row.getObject("key_id", UUID.class);
        return new DataKey(keyId, masterKeys.unwrap(keyId.toString(), wrapped(row)));
    }

    static Wrapped wrapped(ResultSet row) throws SQLException {
        return new Wrapped(row.getString("master_key"), row.getBytes("wrapped"));
    }

    static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException e) {
            throw new KeysUnavailable("The key store does not answer.", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
