package io.daybook.command.imports;

import io.daybook.command.imports.SpoolingStream.InsufficientSpaceException;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.ImportOption;
import io.daybook.command.imports.file.LineOrder;
import io.daybook.command.imports.file.Records;
import io.daybook.command.imports.file.SortedRecords;
import io.daybook.command.imports.sort.Entry;
import io.daybook.command.imports.sort.ExternalSort;
import io.daybook.command.imports.sort.ExternalSort.AbandonedException;
import io.daybook.command.imports.sort.RunFiles;
import io.daybook.command.imports.sort.RunReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Puts the lines of files that may stand in any order into the order in which they are decided. The sorted lines are kept in a file
 * of their own beside the upload, encrypted as it is: a run that is resumed finds the same order, whatever version resumes it.
 */
@Component
class LineSorting {

    /** Runs that are merged at once; each takes some 200 KB for its buffers. */
    private static final int MERGED_MAX = 64;

    /** The file itself, and twice its lines while the last runs are merged. */
    private static final int COPIES_MAX = 3;

    private final SpoolFolder folder;
    private final LineReading reading;
    private final ImportProperties properties;

    LineSorting(SpoolFolder folder, LineReading reading, ImportProperties properties) {
        this.folder = folder;
        this.reading = reading;
        this.properties = properties;
    }

    /** Maximum copies of the lines of a file that are on the disk at once. */
    static int copies(ImportRequest request) {
        return isNeeded(request) ? COPIES_MAX : 1;
    }

    private static boolean isNeeded(ImportRequest request) {
        return request.options().contains(ImportOption.ANY_ORDER);
    }

    /**
     * Records in the order in which they are decided.
     *
     * @param written the records of the file, of which none is read yet
     * @param isWanted asked now and then while records are sorted
     * @throws AbandonedException if it said no
     * @throws InsufficientSpaceException if there is no room for the sorted lines
     */
    Records inOrder(ImportRequest request, Records written, Spool spool, BooleanSupplier isWanted) throws IOException {
        if (!isNeeded(request)) {
            return written;
        }
        if (!Files.exists(spool.sorted())) {
            sort(written, reading.order(request, written), spool, isWanted);
        }
        return new SortedRecords(written, new RunReader(spool.input(spool.sorted())));
    }

    private void sort(Records written, LineOrder order, Spool spool, BooleanSupplier isWanted) throws IOException {
        Path work = spool.sorting();
        FileSystemUtils.deleteRecursively(work);
        Files.createDirectory(work, SpoolFolder.ofOwner("rwx------"));
        var limits = new ExternalSort.Limits(properties.sortMemory().toBytes(), MERGED_MAX);
        var sort = new ExternalSort(new EncryptedFiles(spool), work, limits, isWanted);
        for (Optional<FileRecord> record = written.next(); record.isPresent(); record = written.next()) {
            sort.add(new Entry(order.keyOf(record.get()), record.get().bytes()));
        }
        Path whole = work.resolve("whole");
        sort.writeTo(whole);
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(whole, spool.sorted(), StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(work);
    }

    /** Files beside an upload, encrypted as it is, as long as there is room for them. */
    private final class EncryptedFiles implements RunFiles {

        private final Spool spool;

        EncryptedFiles(Spool spool) {
            this.spool = spool;
        }

        @Override
        public OutputStream write(Path file, long bytes) throws IOException {
            if (folder.spaceLeft() - bytes < properties.spaceMin().toBytes()) {
                throw new InsufficientSpaceException();
            }
            return spool.output(file);
        }

        @Override
        public InputStream read(Path file) throws IOException {
            return spool.input(file);
        }
    }
}
