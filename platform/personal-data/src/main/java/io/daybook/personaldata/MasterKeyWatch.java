package io.daybook.personaldata;

import io.daybook.serviceweb.BackgroundLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every two seconds whether the file with the master keys has changed, and whether it lacks one that is needed. */
final class MasterKeyWatch extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(1);

    /** The names that are needed change seldom, and every service asks for them. */
    private static final int ROUNDS_OF_ONE_FILE = 15;

    private final MasterKeyFile file;
    private final PostgresKeyStore keys;
    private Set<String> names = Set.of();
    private int rounds;
    private volatile Set<String> missing = Set.of();

    MasterKeyWatch(MasterKeyFile file, PostgresKeyStore keys, MeterRegistry meters) {
        super("master-keys", PAUSE, STOP_WAIT_MAX);
        this.file = file;
        this.keys = keys;
        Gauge.builder("daybook.master.keys.missing", () -> missing.size())
                .description("Master keys that wrap data keys and are not in this service's file")
                .register(meters);
    }

    @Override
    protected void round() {
        file.look();
        boolean isChanged = !names.equals(file.names());
        if (isChanged || rounds++ % ROUNDS_OF_ONE_FILE == 0) {
            names = file.names();
            compare();
        }
    }

    /** Nothing is said of a store that does not answer, or is not made yet: whoever needs a key says so. */
    private void compare() {
        Set<String> lacking;
        try {
            lacking = new TreeSet<>(keys.masterKeysInUse());
        } catch (KeysUnavailable e) {
            LOG.atDebug().setCause(e).log("The key store does not say which master keys it needs.");
            return;
        }
        lacking.removeAll(names);
        if (!lacking.isEmpty() && !lacking.equals(missing)) {
            LOG.atError()
                    .addKeyValue("missing", lacking)
                    .addKeyValue("inFile", names)
                    .log(
                            "Data keys are wrapped by master keys that are not in the file. What they encrypt cannot be read here"
                                    + " until the keys are added below the current one.");
        }
        missing = lacking;
    }
}
