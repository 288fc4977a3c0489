package io.daybook.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk that can be filled: a file system of its own in a file, mounted. That takes Linux and the right to mount, so there may
 * be none.
 */
final class FillableDisk implements AutoCloseable {

    private static final String SIZE = "3G";

    /** Bytes that stay free of those that a file system keeps back for root. */
    private static final long LEFT_BYTES = 64 * 1024;

    private final Path folder;
    private final Path ballast;

    private FillableDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** A new, empty one that is mounted on that folder; none, and a word about it, where that cannot be done. */
    static Optional<FillableDisk> on(Path folder) {
        Path image = image(folder);
        try {
            Files.createDirectories(folder);
            Shell.run("truncate", "-s", SIZE, image.toString());
            Shell.run("mkfs.ext4", "-q", "-m", "0", "-F", image.toString());
            Shell.run("mount", "-o", "loop", image.toString(), folder.toString());
            return Optional.of(new FillableDisk(folder));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            System.out.println(
                    "No disk is filled: that takes Linux, mkfs.ext4 and the right to mount. " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Path image(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".img");
    }

    Path folder() {
        return folder;
    }

    /** Leaves no room on it. */
    void fill() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace() - LEFT_BYTES;
            if (free > 0) {
                Shell.run("fallocate", "-l", Long.toString(free), ballast.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room again. */
    void empty() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // On a busy machine a server that has been stopped may need a moment more to let go of its files.
        Shell.run("umount", "--lazy", folder.toString());
        try {
            Files.delete(image(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
