package io.daybook.campaign;

import io.daybook.campaign.Fault.Kind;
import io.daybook.campaign.Member.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that can go wrong at a deployment. */
final class Faults {

    private static final Duration DELAY = Duration.ofMillis(150);
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Duration BEHIND = Duration.ofSeconds(-40);

    private Faults() {}

    /** A fault made of two actions. */
    private record Simple(Kind kind, String victim, String target, Runnable injection, Runnable healing)
            implements Fault {

        @Override
        public void inject() {
            injection.run();
        }

        @Override
        public void heal() {
            healing.run();
        }
    }

    /** All of them, always in the same order. */
    static List<Fault> of(Deployment deployment) {
        var faults = new ArrayList<Fault>();
        Stream.of(
                        deployment.commands(),
                        deployment.projectors(),
                        deployment.queries(),
                        deployment.brokers(),
                        List.of(deployment.log(), deployment.views()))
                .flatMap(List::stream)
                .forEach(member -> faults.addAll(of(member)));
        deployment
                .disk()
                .ifPresent(disk -> faults.add(new Simple(
                        Kind.FILL_DISK,
                        deployment.log().name(),
                        "the disk of " + deployment.log().name(),
                        disk::fill,
                        () -> {
                            disk.empty();
                            restart(deployment.log());
                        })));
        deployment.clocks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    Clock clock = entry.getValue();
                    for (Duration by : List.of(AHEAD, BEHIND)) {
                        faults.add(new Simple(
                                Kind.SKEW_CLOCK,
                                "the clock of " + entry.getKey(),
                                "the clock of %s, by %d s".formatted(entry.getKey(), by.toSeconds()),
                                () -> clock.skew(by),
                                () -> clock.skew(Duration.ZERO)));
                    }
                });
        faults.add(new Simple(
                Kind.FORGE,
                "the topic",
                "the topic",
                () -> Forger.forge(deployment.bootstrapServers(), Campaign.TOPIC),
                () -> {}));
        return faults;
    }

    private static List<Fault> of(Member member) {
        String name = member.name();
        var faults = new ArrayList<Fault>(List.of(
                new Simple(Kind.KILL, name, name, member::kill, member::start),
                new Simple(Kind.RESTART, name, name, member::close, member::start),
                new Simple(
                        Kind.PAUSE,
                        name,
                        name,
                        () -> Signals.pause(member.pid()),
                        () -> Signals.resume(member.pid()))));
        for (Link link : member.links()) {
            TcpProxy proxy = link.proxy();
            faults.add(new Simple(Kind.CUT_OFF, link.name(), link.name(), proxy::cut, proxy::mend));
            faults.add(new Simple(
                    Kind.DELAY, link.name(), link.name(), () -> proxy.delay(DELAY), () -> proxy.delay(Duration.ZERO)));
            faults.add(new Simple(Kind.RESET, link.name(), link.name(), proxy::reset, proxy::reset));
        }
        return faults;
    }

    /** A server that met a full disk may have given up. */
    private static void restart(PostgresMember server) {
        server.kill();
        server.start();
    }
}
