package io.daybook.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A file that was uploaded, on this instance's disk until it is imported. Locked as long as it is open, so that of two
 * instances that share a folder only one imports it.
 *
 * <p>There is one channel for everything: on Linux, closing any other on the same file would give the lock away.
 */
final class Spool implements AutoCloseable {

    private final UUID importId;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private Path path;

    /** Takes over a channel that is locked. */
    Spool(UUID importId, Path path, FileChannel channel) {
        this.importId = importId;
        this.path = path;
        this.channel = channel;
    }

    UUID importId() {
        return importId;
    }

    /** Adds to the end of the file. */
    OutputStream output() {
        return new DigestOutputStream(Channels.newOutputStream(channel), digest);
    }

    /** The SHA-256 of what was added. */
    byte[] digest() {
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Reads the file from its beginning; closing the stream closes the spool. */
    InputStream input() throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    /** Size of the file. */
    long bytes() throws IOException {
        return channel.size();
    }

    /** Gives the whole file another name, and returns once it would survive a loss of power under it. */
    void complete(Path name) throws IOException {
        channel.force(true);
        path = Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /** File with the dates of the upload's accounts; it is removed with the file. */
    Path openingDates() {
        return path.resolveSibling(importId + ".dates");
    }

    /** Ends the spool and removes the file. */
    void delete() throws IOException {
        OpeningDates.delete(openingDates());
        Files.deleteIfExists(path);
        close();
    }

    /** Ends the spool; the file stays. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
