package io.daybook.localstack;

import java.nio.file.Path;
import java.util.List;

/** Prepares what was built for a quick start; once a build, by the script {@code demo}. */
public final class Prepare {

    private Prepare() {}

    /** Argument: the checkout. */
    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        List.of("command-service", "projector-service", "query-service").parallelStream()
                .map(service -> UnpackedJar.of(service, home))
                .forEach(UnpackedJar::makeCache);
    }
}
