package io.daybook.projector.engine.sql;

import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.ByteConverter;

/**
 * Inserts rows by COPY in its binary form: the fastest way into a table whose rows are only ever added. A row that is there
 * already fails the batch.
 *
 * <p>A field must be of the Java type that answers to its column's: UUID, Boolean, Short (smallint), Integer, Long (bigint),
 * BigDecimal (numeric), LocalDate, Instant (timestamptz), byte[] (bytea), String (text, char, json). Postgres refuses what does
 * not have its column's length.
 *
 * @param <T> type that a row is made of
 */
public final class Copy<T> {

    /** The signature, then no flags and no further header. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int NO_MORE_ROWS = -1;
    private static final int NULL_LENGTH = -1;
    private static final LocalDate POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final int HALF_A_MICROSECOND_NANOS = 500;

    /** So much is sent together, and loaded while what comes after it is being written. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Connection connection;
    private final String table;
    private final Collection<T> rows;
    private final List<String> columns = new ArrayList<>();
    private final List<Function<? super T, ? extends @Nullable Object>> fields = new ArrayList<>();

    private Copy(Connection connection, String table, Collection<T> rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
    }

    /** Begins to copy these rows into a table. */
    public static <T> Copy<T> into(Connection connection, String table, Collection<T> rows) {
        return new Copy<>(connection, table, rows);
    }

    /** Fills a column of the table. */
    public Copy<T> column(String name, Function<? super T, ? extends @Nullable Object> field) {
        columns.add(name);
        fields.add(field);
        return this;
    }

    /** Inserts the rows, in the connection's transaction. */
    public void execute() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
        try (var out = new DataOutputStream(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER_BYTES))) {
            write(out);
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused
                    ? refused
                    : new SQLException("The rows could not be sent.", e);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.write(HEADER);
        for (T row : rows) {
            out.writeShort(fields.size());
            for (Function<? super T, ? extends @Nullable Object> field : fields) {
                write(out, field.apply(row));
            }
        }
        out.writeShort(NO_MORE_ROWS);
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(NULL_LENGTH);
            return;
        }
        switch (value) {
            case UUID id -> {
                out.writeInt(2 * Long.BYTES);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case Boolean flag -> {
                out.writeInt(1);
                out.writeBoolean(flag);
            }
            case Short number -> {
                out.writeInt(Short.BYTES);
                out.writeShort(number);
            }
            case Integer number -> writeInt(out, number);
            case Long number -> writeLong(out, number);
            case LocalDate date -> writeInt(out, Math.toIntExact(ChronoUnit.DAYS.between(POSTGRES_EPOCH_DAY, date)));
            case Instant instant -> writeLong(out, ChronoUnit.MICROS.between(POSTGRES_EPOCH, rounded(instant)));
            case BigDecimal number -> writeBytes(out, ByteConverter.numeric(number));
            case byte[] bytes -> writeBytes(out, bytes);
            case String text -> writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("No column takes a %s.".formatted(value.getClass()));
        }
    }

    /** To microseconds, as Postgres rounds what it is given as text. */
    private static Instant rounded(Instant instant) {
        return instant.plusNanos(HALF_A_MICROSECOND_NANOS).truncatedTo(ChronoUnit.MICROS);
    }

    private static void writeInt(DataOutputStream out, int number) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(number);
    }

    private static void writeLong(DataOutputStream out, long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
