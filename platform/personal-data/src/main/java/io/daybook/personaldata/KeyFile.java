package io.daybook.personaldata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with symmetric keys: one key a line, its name and, after a space, 32 bytes in Base64. The first is the one in use; the
 * others are there for what was made with them.
 */
public final class KeyFile {

    static final int KEY_BYTES = 32;

    private KeyFile() {}

    /**
     * Reads the keys by their names, in the order of the file.
     *
     * @param setting the setting that names the file, for whoever has to mend it
     * @throws IllegalStateException if the file is not there, or is not one; the message says what to do
     */
    public static Map<String, byte[]> read(Path file, String setting) {
        try {
            return keys(Files.readAllLines(file));
        } catch (IOException e) {
            throw new IllegalStateException("The keys cannot be read from %s (%s).".formatted(file, setting), e);
        }
    }

    static Map<String, byte[]> keys(List<String> lines) {
        var keys = new LinkedHashMap<String, byte[]>();
        lines.stream().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.strip().split("\\s+", -1);
            if (parts.length != 2) {
                throw unfit();
            }
            keys.put(parts[0], key(parts[1]));
        });
        if (keys.isEmpty()) {
            throw unfit();
        }
        return keys;
    }

    private static byte[] key(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length != KEY_BYTES) {
                throw unfit();
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw unfit();
        }
    }

    private static IllegalStateException unfit() {
        return new IllegalStateException(
                "A key is a line with its name, a space and %d bytes in Base64, as in:".formatted(KEY_BYTES)
                        + " echo \"first $(openssl rand -base64 32)\"");
    }
}
