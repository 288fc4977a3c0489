package io.daybook.localstack;

import io.daybook.events.integrity.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Key with which a local log signs its heads. */
public final class LogKey {

    /** The file with the private key. */
    public static final String PRIVATE = "log-signing-key.pem";

    /** The file with the public key, which outsiders need. */
    public static final String PUBLIC = "log-verifying-key.pem";

    private LogKey() {}

    /** The file with the private key in that folder; made, with the public key beside it, if it is not there. */
    public static Path in(Path folder) {
        Path file = folder.resolve(PRIVATE);
        if (!Files.exists(file)) {
            SigningKey key = SigningKey.generate();
            try {
                Files.writeString(folder.resolve(PUBLIC), key.verifyingKey().toPem());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, key.toPem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }
}
