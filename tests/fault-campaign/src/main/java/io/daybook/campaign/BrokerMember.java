package io.daybook.campaign;

import java.util.List;

/** A node of the Kafka cluster. */
final class BrokerMember implements Member {

    private final String name;
    private final KafkaCluster.Node node;
    private final TcpProxy front;

    BrokerMember(String name, KafkaCluster.Node node) {
        this.name = name;
        this.node = node;
        this.front = new TcpProxy(List.of(node.clientPort()));
        node.advertise(front.port());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        return node.pid();
    }

    @Override
    public void kill() {
        node.kill();
    }

    /** Only starts it: that it is ready shows in that records are confirmed again. */
    @Override
    public void start() {
        node.start();
    }

    @Override
    public List<Link> links() {
        return List.of(new Link("clients to " + name, front));
    }

    @Override
    public void close() {
        node.close();
    }
}
