package io.daybook.personaldata;

import io.daybook.personaldata.MasterKeys.Wrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the master keys, whose changes are taken up while the service runs. A change counts once two looks have seen
 * the same, so that a file that is being written is not taken for a finished one; and at once if it has a key that is missing.
 */
public final class MasterKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);

    private final Path file;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Content taken;
    private @Nullable List<String> seen;
    private boolean isUnreadable;

    /** Lines that were read, and the keys that they are. */
    private record Content(List<String> lines, MasterKeys keys) {}

    /**
     * Reads the file.
     *
     * @throws IllegalStateException if it is not there, or is not one of master keys; the message says what to do
     */
    public MasterKeyFile(Path file) {
        this.file = file;
        try {
            List<String> lines = Files.readAllLines(file);
            this.taken = new Content(lines, MasterKeys.of(lines));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The master keys cannot be read from %s (daybook.personal-data.master-key-file).".formatted(file),
                    e);
        }
    }

    /** Name of the key that wraps what is made from now on. */
    public String current() {
        return taken.keys().current();
    }

    /** The names of all keys, the current one first. */
    public Set<String> names() {
        return taken.keys().names();
    }

    /** Wraps a key by the current one. */
    Wrapped wrap(String name, SecretKey secret) {
        return taken.keys().wrap(name, secret);
    }

    /**
     * The key again. A master key that is missing may have come into the file since.
     *
     * @throws KeysUnavailable if its master key is not in the file, or is another one
     */
    SecretKey unwrap(String name, Wrapped wrapped) {
        if (!names().contains(wrapped.masterKey())) {
            look(wrapped.masterKey());
        }
        return taken.keys().unwrap(name, wrapped);
    }

    /** Takes a change up that the look before has seen as well. */
    void look() {
        look(null);
    }

    private void look(@Nullable String missing) {
        reading.lock();
        try {
            List<String> lines = Files.readAllLines(file);
            isUnreadable = false;
            if (lines.equals(taken.lines())) {
                seen = null;
                return;
            }
            boolean isNew = !lines.equals(seen);
            seen = lines;
            take(lines, isNew, missing);
        } catch (IOException e) {
            if (!isUnreadable) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .setCause(e)
                        .log(
                                "The file with the master keys cannot be read at the moment; the keys that were read last hold on.");
            }
            isUnreadable = true;
        } finally {
            reading.unlock();
        }
    }

    private void take(List<String> lines, boolean isNew, @Nullable String missing) {
        try {
            MasterKeys keys = MasterKeys.of(lines);
            if (isNew && (missing == null || !keys.names().contains(missing))) {
                return;
            }
            taken = new Content(lines, keys);
            seen = null;
            LOG.atInfo()
                    .addKeyValue("masterKeys", keys.names())
                    .log("The file with the master keys has changed; it is taken up.");
        } catch (IllegalStateException e) {
            if (isNew) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .log(
                                "The file with the master keys has changed to something else; the keys that were read last hold on.");
            }
        }
    }
}
