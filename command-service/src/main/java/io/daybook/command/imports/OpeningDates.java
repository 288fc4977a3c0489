package io.daybook.command.imports;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.daybook.command.imports.file.LineFacts.DatedLine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The earliest value date of each account in a file: from when on an account that the import opens is open.
 *
 * <p>Kept in a file beside the upload, so that a file with any number of accounts takes no memory and a later run finds it.
 * The file is a hash table with open addressing, mapped into memory: slots of an account's id and a day. It doubles when it is
 * half full.
 */
@SuppressWarnings("MustBeClosedChecker") // An arena lives as long as its table, and is closed with it.
final class OpeningDates implements AutoCloseable {

    private static final int SLOT_BYTES = 20;
    private static final int DAY_OFFSET = 16;
    private static final long SLOTS_MIN = 1024;

    /** Days are written with this added: 0 stands for an empty slot, and no day from 1900 on comes to it. */
    private static final int DAY_SHIFT = 1_000_000;

    private final Path file;
    private Arena arena;
    private MemorySegment table;
    private long slots;
    private long used;

    private OpeningDates(Path file, Arena arena, MemorySegment table) {
        this.file = file;
        this.arena = arena;
        this.table = table;
        this.slots = table.byteSize() / SLOT_BYTES;
    }

    /** An empty table, in a part of that file until it is {@link #complete}. */
    static OpeningDates create(Path file) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        var arena = Arena.ofShared();
        return new OpeningDates(file, arena, mapped(part, SLOTS_MIN, arena));
    }

    /** The table that was kept in that file. */
    static OpeningDates open(Path file) throws IOException {
        var arena = Arena.ofShared();
        return new OpeningDates(file, arena, mapped(file, Files.size(file) / SLOT_BYTES, arena));
    }

    private static MemorySegment mapped(Path file, long slots, Arena arena) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(MapMode.READ_WRITE, 0, slots * SLOT_BYTES, arena);
        }
    }

    /** Notes a line; the earliest of an account's dates stays. */
    void note(DatedLine line) throws IOException {
        for (UUID account : line.accounts()) {
            if (used >= slots / 2) {
                grow();
            }
            put(account, Math.toIntExact(line.date().toEpochDay()) + DAY_SHIFT);
        }
    }

    private void put(UUID account, int day) {
        long slot = slotOf(account);
        int before = table.get(JAVA_INT_UNALIGNED, slot + DAY_OFFSET);
        if (before == 0) {
            table.set(JAVA_LONG_UNALIGNED, slot, account.getMostSignificantBits());
            table.set(JAVA_LONG_UNALIGNED, slot + Long.BYTES, account.getLeastSignificantBits());
            used++;
        }
        if (before == 0 || day < before) {
            table.set(JAVA_INT_UNALIGNED, slot + DAY_OFFSET, day);
        }
    }

    /** The account's earliest date in the file, nothing if no line of it has one. */
    Optional<LocalDate> of(UUID account) {
        int day = table.get(JAVA_INT_UNALIGNED, slotOf(account) + DAY_OFFSET);
        return day == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day - (long) DAY_SHIFT));
    }

    /** The place of the account's slot, or of the empty one where it would be. */
    private long slotOf(UUID account) {
        long most = account.getMostSignificantBits();
        long least = account.getLeastSignificantBits();
        // Multiplied by an odd number and taken from the top, so that ids that differ little fall far apart.
        long slot = Math.floorMod(((most * 31 + least) * 0x9E3779B97F4A7C15L) >>> 16, slots);
        while (isOfAnother(slot * SLOT_BYTES, most, least)) {
            slot = (slot + 1) % slots;
        }
        return slot * SLOT_BYTES;
    }

    private boolean isOfAnother(long place, long most, long least) {
        return table.get(JAVA_INT_UNALIGNED, place + DAY_OFFSET) != 0
                && (table.get(JAVA_LONG_UNALIGNED, place) != most
                        || table.get(JAVA_LONG_UNALIGNED, place + Long.BYTES) != least);
    }

    private void grow() throws IOException {
        Path grown = grown(file);
        Files.deleteIfExists(grown);
        var old = new OpeningDates(file, arena, table);
        arena = Arena.ofShared();
        slots *= 2;
        used = 0;
        table = mapped(grown, slots, arena);
        for (long place = 0; place < old.table.byteSize(); place += SLOT_BYTES) {
            int day = old.table.get(JAVA_INT_UNALIGNED, place + DAY_OFFSET);
            if (day != 0) {
                put(
                        new UUID(
                                old.table.get(JAVA_LONG_UNALIGNED, place),
                                old.table.get(JAVA_LONG_UNALIGNED, place + Long.BYTES)),
                        day);
            }
        }
        old.close();
        Files.move(grown, part(file), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps the table, whole, and returns once it would survive a loss of power. */
    void complete() throws IOException {
        table.force();
        Files.move(part(file), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is kept in that file, whole or not. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(grown(file));
        Files.deleteIfExists(part(file));
        Files.deleteIfExists(file);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static Path grown(Path file) {
        return file.resolveSibling(file.getFileName() + ".grown");
    }

    /** Lets go of the file; it stays. */
    @Override
    public void close() {
        arena.close();
    }
}
