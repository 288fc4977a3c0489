package io.daybook.localstack;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs a service's jar in a process that ends when the one that started it does, however that one ended: the pipe between
 * them closes with it.
 */
public final class ChildProcess {

    private ChildProcess() {}

    /** Runs the main class named first with the remaining arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildProcess::exitWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; only the end of the stream counts.
            }
        } catch (IOException e) {
            System.err.println("The pipe to the parent broke: " + e.getMessage());
        }
        System.exit(0);
    }
}
