package io.daybook.command.imports.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.daybook.command.imports.sort.ExternalSort.AbandonedException;
import io.daybook.command.imports.sort.ExternalSort.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorting with far less memory than there are entries. */
class ExternalSortTest {

    private static final int FEW_KEYS = 50;
    private static final Limits SMALL = new Limits(2_000, 4);

    @TempDir
    Path folder;

    private int filesWritten;
    private int filesOpen;
    private int filesOpenMax;

    private final RunFiles files = new RunFiles() {
        @Override
        public OutputStream write(Path file, long bytes) throws IOException {
            filesWritten++;
            return Files.newOutputStream(file);
        }

        @Override
        public InputStream read(Path file) throws IOException {
            filesOpen++;
            filesOpenMax = Math.max(filesOpenMax, filesOpen);
            InputStream content = Files.newInputStream(file);
            return new FilterInputStream(content) {
                @Override
                public void close() throws IOException {
                    filesOpen--;
                    super.close();
                }
            };
        }
    };

    /** An entry as it came: its key, and its place among all. */
    private record Came(long key, int place) {}

    @ParameterizedTest
    @CsvSource({
        "0, 2000, 4",
        "1, 2000, 4",
        "20, 2000, 4",
        "21, 2000, 2",
        "20000, 2000, 4",
        "20000, 1, 64",
        "20000, 1000000000, 2"
    })
    void entries_come_out_by_key_and_those_of_one_key_as_they_came(int count, long heapBytes, int mergedMax)
            throws IOException {
        List<Came> came = random(count);

        Path sorted = sorted(came, new Limits(heapBytes, mergedMax));

        assertThat(read(sorted))
                .isEqualTo(came.stream()
                        .sorted(Comparator.comparingLong(Came::key))
                        .toList());
    }

    @Test
    void memory_and_open_files_stay_within_the_limits_and_no_run_is_left() throws IOException {
        sorted(random(20_000), SMALL);

        // 28 entries of 64 + 12 bytes fit; four runs are merged into one until no more than four are left.
        assertThat(filesWritten).isGreaterThan(20_000 / 28);
        assertThat(filesOpenMax).isEqualTo(4);
        assertThat(filesOpen).isZero();
        assertThat(folder.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void work_that_is_not_wanted_any_more_ends() throws IOException {
        var sort = new ExternalSort(files, Files.createDirectory(folder.resolve("runs")), SMALL, () -> false);

        assertThatExceptionOfType(AbandonedException.class).isThrownBy(() -> {
            for (Came one : random(2_000)) {
                sort.add(entry(one));
            }
        });
    }

    @Test
    void a_file_that_is_cut_off_is_an_error_and_no_end() throws IOException {
        Path sorted = sorted(random(3), SMALL);
        byte[] whole = Files.readAllBytes(sorted);
        Files.write(sorted, Arrays.copyOf(whole, whole.length - 1));

        assertThatIOException().isThrownBy(() -> read(sorted));
    }

    private static List<Came> random(int count) {
        var random = new Random(7);
        var came = new ArrayList<Came>();
        for (int i = 0; i < count; i++) {
            came.add(new Came(random.nextInt(FEW_KEYS) - FEW_KEYS / 2, i));
        }
        return came;
    }

    private Path sorted(List<Came> came, Limits limits) throws IOException {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        var sort = new ExternalSort(files, runs, limits, () -> true);
        for (Came one : came) {
            sort.add(entry(one));
        }
        Path sorted = folder.resolve("sorted");
        sort.writeTo(sorted);
        return sorted;
    }

    private static Entry entry(Came one) {
        byte[] content = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(one.key())
                .putInt(one.place())
                .array();
        return new Entry(one.key(), content);
    }

    private static List<Came> read(Path sorted) throws IOException {
        var read = new ArrayList<Came>();
        try (var reader = new RunReader(Files.newInputStream(sorted))) {
            for (Optional<Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                ByteBuffer content = ByteBuffer.wrap(entry.get().content());
                read.add(new Came(content.getLong(), content.getInt()));
            }
        }
        return read;
    }
}
