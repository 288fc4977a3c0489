package io.daybook.testsupport;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives every {@code await()} of a test run a minute, unless it says how long it waits. Awaitility's own 10 seconds are less
 * than what a build machine at work takes now and then; a condition that holds ends the wait at once all the same.
 */
public class DefaultAwaitTimeout implements LauncherSessionListener {

    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(WAIT_MAX);
    }
}
