package io.daybook.command.imports;

import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.PersonalDataCipher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Folder of uploaded files that wait to be imported. While a file arrives it is called a part. Only this service's user can read
 * the files.
 */
@Component
class SpoolFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String SUFFIX = ".spool";
    private static final String PART_SUFFIX = ".part";

    private final Path folder;
    private final PersonalDataCipher cipher;
    private final KeyStore keys;

    SpoolFolder(ImportProperties properties, PersonalDataCipher cipher, KeyStore keys) {
        this.keys = keys;
        this.folder = properties.folder();
        this.cipher = cipher;
    }

    /** A new, empty spool. */
    Spool create(UUID importId) throws IOException {
        createFolder();
        Path part = file(importId, PART_SUFFIX);
        Files.createFile(part, ofOwner("rw-------"));
        return opened(importId, part).orElseThrow(() -> new IOException("Somebody else has locked the new file."));
    }

    private void createFolder() throws IOException {
        Files.createDirectories(folder, ofOwner("rwx------"));
    }

    static FileAttribute<?> ofOwner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** Removes a spool that will not be imported, and its key. */
    void discard(Spool spool) throws IOException {
        spool.delete();
        try {
            keys.destroy(keys.heldFor(LineSeals.keyOwner(spool.importId())));
        } catch (KeysUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("importId", spool.importId())
                    .setCause(e)
                    .log("The key of a file that is gone was not destroyed.");
        }
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
        createFolder();
        for (Spool part : unlocked(PART_SUFFIX)) {
            discard(part);
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

    private Optional<Spool> opened(UUID importId, Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // Whoever had it has just finished.
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Spool(importId, file, channel, cipher));
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
