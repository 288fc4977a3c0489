package io.daybook.campaign;

import io.daybook.campaign.clock.SkewAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The clock of a command-service, by which it dates its events, to be put wrong while it runs.
 *
 * @param file file in which the service looks up by how much the clock is wrong
 * @param agent agent that makes it look there
 */
record Clock(Path file, Path agent) {

    /** A clock that is right, with its files in that folder. */
    static Clock right(Path folder, String name) {
        var clock = new Clock(
                folder.resolve(name + ".clock"), AgentJar.pack(SkewAgent.class, folder.resolve("skew-agent.jar")));
        clock.skew(Duration.ZERO);
        return clock;
    }

    /** Puts it wrong by that much, or right with zero. */
    void skew(Duration by) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, "%+d".formatted(by.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment with which a service goes by this clock. */
    Map<String, String> environment() {
        return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:%s=%s".formatted(agent, file));
    }
}
