package io.daybook.command.imports;

import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.personaldata.PersonalDataCipher.Encryptor;
import java.io.FilterOutputStream;
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
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A file that was uploaded, on this instance's disk until it is imported. It is encrypted with a key of the import's own; files from
 * before they were encrypted can still be read. Locked as long as it is open, so that of two
 * instances that share a folder only one imports it.
 *
 * <p>There is one channel for everything: on Linux, closing any other on the same file would give the lock away.
 */
final class Spool implements AutoCloseable {

    private final UUID importId;
    private final FileChannel channel;
    private final PersonalDataCipher cipher;
    private final MessageDigest digest = sha256();
    private Path path;
    private @Nullable OutputStream encrypted;
    private long bytes;

    /** Takes over a channel that is locked. */
    Spool(UUID importId, Path path, FileChannel channel, PersonalDataCipher cipher) {
        this.importId = importId;
        this.path = path;
        this.channel = channel;
        this.cipher = cipher;
    }

    UUID importId() {
        return importId;
    }

    /**
     * Writes the file, once.
     *
     * @throws KeysUnavailable if the key cannot be had at the moment
     */
    OutputStream output() throws IOException {
        OutputStream whole =
                cipher.encryptorFor(LineSeals.keyOwner(importId)).encrypting(Channels.newOutputStream(channel));
        encrypted = whole;
        return new DigestOutputStream(whole, digest) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                super.write(source, offset, length);
                bytes += length;
            }
        };
    }

    /** The SHA-256 of what was written. */
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

    /**
     * Reads the file from its beginning; closing the stream closes the spool.
     *
     * @throws KeysUnavailable if the key cannot be had at the moment
     * @throws IOException also if the key was destroyed
     */
    InputStream input() throws IOException {
        return cipher.decrypt(Channels.newInputStream(channel.position(0))).orElseThrow(Spool::keyDestroyed);
    }

    private static IOException keyDestroyed() {
        return new IOException("The key of the file was destroyed.");
    }

    /**
     * Writes another file of what is in this one, encrypted as it is and readable by the same user only.
     *
     * @throws KeysUnavailable if the key cannot be had at the moment
     */
    OutputStream output(Path other) throws IOException {
        Encryptor encryptor = cipher.encryptorFor(LineSeals.keyOwner(importId));
        Files.createFile(other, SpoolFolder.ofOwner("rw-------"));
        OutputStream file = Files.newOutputStream(other);
        OutputStream whole = encryptor.encrypting(file);
        return new FilterOutputStream(whole) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                out.write(source, offset, length);
            }

            @Override
            public void close() throws IOException {
                try (file) {
                    super.close();
                }
            }
        };
    }

    /**
     * Reads such a file from its beginning.
     *
     * @throws KeysUnavailable if the key cannot be had at the moment
     * @throws IOException also if the key was destroyed
     */
    InputStream input(Path other) throws IOException {
        InputStream file = Files.newInputStream(other);
        try {
            return cipher.decrypt(file).orElseThrow(Spool::keyDestroyed);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Number of bytes that were written. */
    long bytes() {
        return bytes;
    }

    /** Ends what was written, gives the whole file another name, and returns once it would survive a loss of power under it. */
    void complete(Path name) throws IOException {
        if (encrypted != null) {
            encrypted.close();
        }
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

    /** File with the lines in the order in which they are decided, if that is another; it is removed with the file. */
    Path sorted() {
        return path.resolveSibling(importId + ".sorted");
    }

    /** Folder for what is needed until that file is whole. */
    Path sorting() {
        return path.resolveSibling(importId + ".sorting");
    }

    /** Ends the spool and removes the file. */
    void delete() throws IOException {
        OpeningDates.delete(openingDates());
        FileSystemUtils.deleteRecursively(sorting());
        Files.deleteIfExists(sorted());
        Files.deleteIfExists(path);
        close();
    }

    /** Ends the spool; the file stays. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
