package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files with symmetric keys of a local suite: one line with a name and, after a space, 32 bytes in Base64. */
final class SecretKeys {

    private static final String NAME = "local";
    private static final int BYTES = 32;

    private SecretKeys() {}

    /** The file of that name, generated with one key if it does not exist. */
    static Path in(Path folder, String name) {
        Path file = Folders.created(folder).resolve(name);
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
