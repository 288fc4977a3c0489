package io.daybook.localstack;

import java.nio.file.Path;

/** Master key of a local suite: it wraps the keys with which personal data is encrypted. */
public final class MasterKey {

    static final String FILE = "master-keys";

    private MasterKey() {}

    /** File with the key in that folder, generated if it does not exist. Without it encrypted data cannot be read again. */
    public static Path in(Path folder) {
        return SecretKeys.in(folder, FILE);
    }
}
