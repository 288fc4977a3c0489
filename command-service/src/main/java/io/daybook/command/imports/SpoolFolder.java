package io.daybook.command.imports;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Folder of uploaded files that wait to be imported. While a file arrives it is called a part. */
@Component
class SpoolFolder {

    private static final String SUFFIX = ".spool";
    private static final String PART_SUFFIX = ".part";

    private final Path folder;

    SpoolFolder(ImportProperties properties) {
        this.folder = properties.folder();
    }

    /** A new, empty spool. */
    Spool create(UUID importId) throws IOException {
        Files.createDirectories(folder);
        Path part = file(importId, PART_SUFFIX);
        Files.createFile(part);
        return opened(importId, part).orElseThrow(() -> new IOException("Somebody else has locked the new file."));
    }

    /** Keeps a spool that is whole. */
    void complete(Spool spool) throws IOException {
        spool.complete(file(spool.importId(), SUFFIX));
    }

    /**
     * Every whole spool that is here and that nobody else works on, in this process or another. What an upload that broke
     * off has left is removed by the way.
     */
    List<Spool> abandoned() throws IOException {
        Files.createDirectories(folder);
        for (Spool part : unlocked(PART_SUFFIX)) {
            part.delete();
        }
        return unlocked(SUFFIX);
    }

    /** Free disk space, in bytes. */
    long spaceLeft() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private List<Spool> unlocked(String suffix) throws IOException {
        List<UUID> importIds;
        try (Stream<Path> files = Files.list(folder)) {
            importIds = files.sorted()
                    .flatMap(file -> importId(file, suffix).stream())
                    .toList();
        }
        var spools = new ArrayList<Spool>();
        for (UUID importId : importIds) {
            opened(importId, file(importId, suffix)).ifPresent(spools::add);
        }
        return spools;
    }

    private Path file(UUID importId, String suffix) {
        return folder.resolve(importId + suffix);
    }

    private static Optional<Spool> opened(UUID importId, Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // Whoever had it has just finished.
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Spool(importId, file, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this process has it.
        }
        channel.close();
        return Optional.empty();
    }

    private static Optional<UUID> importId(Path file, String suffix) {
        String name = file.getFileName().toString();
        try {
            return name.endsWith(suffix)
                    ? Optional.of(UUID.fromString(name.substring(0, name.length() - suffix.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
