package io.daybook.projector.engine.sql;

import io.daybook.projector.engine.sql.Table.Column;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.ByteConverter;

/**
 * COPY in its binary form: the fastest way into a table whose rows are only ever added. Postgres refuses what does not have its
 * column's length.
 */
final class Copy {

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

    private Copy() {}

    /** Inserts rows, in the connection's transaction. */
    static <T> void execute(Connection connection, String table, List<Column<T>> columns, Collection<T> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String sql = "copy %s (%s) from stdin (format binary)".formatted(table, names);
        try (var out = new DataOutputStream(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER_BYTES))) {
            write(out, columns, rows);
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused
                    ? refused
                    : new SQLException("The rows could not be sent.", e);
        }
    }

    private static <T> void write(DataOutputStream out, List<Column<T>> columns, Collection<T> rows)
            throws IOException {
        out.write(HEADER);
        for (T row : rows) {
            out.writeShort(columns.size());
            for (Column<T> column : columns) {
                write(out, column.value().apply(row));
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
