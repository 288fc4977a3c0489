package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Master key of a local suite: it wraps the keys with which personal data is encrypted. */
public final class MasterKey {

    private static final String NAME = "local";
    private static final int BYTES = 32;

    private MasterKey() {}

    /** File with the key in that folder, generated if it does not exist. Without it encrypted data cannot be read again. */
    public static Path in(Path folder) {
        Path file = Folders.created(folder).resolve("master-keys");
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        file, "%s %s%n".formatted(NAME, Base64.getEncoder().encodeToString(key)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }
}
