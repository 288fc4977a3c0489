package io.daybook.testsupport;

import java.util.function.Supplier;

/** Tools that some tests need and that not every machine has, such as a browser. */
public final class OptionalTools {

    private OptionalTools() {}

    /**
     * Says whether a tool is there; the tests that need it are skipped where it is not. A build server, which sets {@code CI=true},
     * must have every tool: there its tests fail instead.
     *
     * @param isFound true if it was found
     * @param howToInstall the way to get it
     * @throws IllegalStateException if a build server does not have it
     */
    public static boolean isThere(boolean isFound, Supplier<String> howToInstall) {
        return isThere(isFound, howToInstall, Boolean.parseBoolean(System.getenv("CI")));
    }

    static boolean isThere(boolean isFound, Supplier<String> howToInstall, boolean isBuildServer) {
        if (!isFound && isBuildServer) {
            throw new IllegalStateException(howToInstall.get());
        }
        return isFound;
    }
}
