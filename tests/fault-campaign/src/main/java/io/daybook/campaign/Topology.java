package io.daybook.campaign;

/**
 * The number of instances of each service and server.
 *
 * @param brokers Kafka nodes
 * @param commands command-services
 * @param projectors projector-services
 * @param queries query-services
 */
record Topology(int brokers, int commands, int projectors, int queries) {

    /** Two of everything, and as many brokers as it takes to lose one. */
    static final Topology FULL = new Topology(3, 2, 2, 2);

    /** Two of what shares the log, and as many brokers as it takes to lose one: what two cores can start within a test. */
    static final Topology SHORT = new Topology(3, 2, 1, 1);

    /** One of each: enough to find a fault in the product. */
    static final Topology SMALL = new Topology(1, 1, 1, 1);
}
