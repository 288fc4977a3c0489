package io.daybook.campaign;

import java.util.List;

/** A server or a service of the deployment: something that can be killed, held up and started again. */
interface Member extends AutoCloseable {

    /** Name in reports. */
    String name();

    /** The number of its process. */
    long pid();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Asks it to end, and waits until it has. */
    @Override
    void close();

    /** Starts it, and waits until it is ready. */
    void start();

    /** The ways to it, and its ways to others. */
    List<Link> links();

    /**
     * A way from one to another.
     *
     * @param name its name in reports
     * @param proxy proxy whose traffic can be made worse
     */
    record Link(String name, TcpProxy proxy) {}
}
