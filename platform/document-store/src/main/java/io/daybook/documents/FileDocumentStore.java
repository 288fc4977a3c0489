package io.daybook.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Contents as files. A file is written beside its place, flushed to the disk, and moved there in one step; the folder is
 * flushed as well, so that after a crash the file is there whole or not at all.
 */
final class FileDocumentStore implements DocumentStore {

    /** The ending of a file that is being written. */
    private static final String PART = ".part";

    private final Path root;

    FileDocumentStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void write(UUID documentId, Content content) throws IOException {
        Path file = file(documentId);
        Path part = part(documentId);
        Path folder = folder(Place.dayOf(documentId));
        makeFolder(folder);
        try {
            writeFlushed(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        flush(folder);
    }

    private static void writeFlushed(Path part, Content content) throws IOException {
        try (InputStream in = content.open();
                FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    @Override
    public Optional<InputStream> read(UUID documentId) throws IOException {
        try {
            return Optional.of(Files.newInputStream(file(documentId)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(UUID documentId) throws IOException {
        Files.deleteIfExists(part(documentId));
        Files.deleteIfExists(file(documentId));
    }

    @Override
    public List<UUID> madeOn(LocalDate day) throws IOException {
        try (Stream<Path> files = Files.list(folder(day))) {
            return files.flatMap(file -> Place.documentId(withoutPart(file)).stream())
                    .distinct()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        // Files need no closing beside those that readers close.
    }

    private Path folder(LocalDate day) {
        return root.resolve(Place.folder(day));
    }

    private Path file(UUID documentId) {
        return root.resolve(Place.of(documentId));
    }

    private Path part(UUID documentId) {
        return root.resolve(Place.of(documentId) + PART);
    }

    private static String withoutPart(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
    }

    private static void makeFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        makeFolder(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isDirectory(folder)) {
                throw madeMeanwhile;
            }
        }
        flush(parent);
    }

    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
