package io.daybook.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes that this one has started. */
final class Signals {

    private Signals() {}

    /** Holds a process and its children up, wherever they are. */
    static void pause(long pid) {
        send("STOP", pid);
    }

    /** Lets them go on. */
    static void resume(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        try {
            // One that has ended in the meantime makes kill fail; the others have the signal all the same.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
