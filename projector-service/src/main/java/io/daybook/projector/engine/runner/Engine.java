package io.daybook.projector.engine.runner;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.store.ViewStoreFactory;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.serviceweb.Problem;
import io.daybook.serviceweb.UnknownNameException;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the views that this process was asked to fill. */
@Component
public class Engine implements SmartLifecycle {

    private final List<ViewRunner> runners;
    private volatile boolean running;

    Engine(
            List<ViewStoreFactory> stores,
            EngineProperties properties,
            EventTopic topic,
            KafkaProperties kafka,
            MeterRegistry meters,
            Traces traces) {
        checkNames(properties, stores);
        this.runners = properties.filledViews().stream()
                .map(view -> new ViewRunner(
                        view, store(stores, view), properties, kafka.buildConsumerProperties(), topic, meters, traces))
                .toList();
    }

    public List<ViewRunner> runners() {
        return runners;
    }

    /**
     * The view of that name.
     *
     * @throws Problem if this process does not fill it
     */
    public ViewRunner runner(String name) {
        return runners.stream()
                .filter(runner -> runner.view().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-view",
                        "This process fills %s."
                                .formatted(
                                        runners.stream().map(ViewRunner::view).toList())));
    }

    private static ViewStore store(List<ViewStoreFactory> stores, String view) {
        return stores.stream()
                .filter(factory -> factory.views().contains(view))
                .findFirst()
                .orElseThrow()
                .open(view);
    }

    private static void checkNames(EngineProperties properties, List<ViewStoreFactory> stores) {
        Set<String> known =
                stores.stream().flatMap(factory -> factory.views().stream()).collect(Collectors.toSet());
        UnknownNameException.check("daybook.views", properties.filledViews(), known);
        UnknownNameException.check("daybook.databases", properties.databases().keySet(), known);
        UnknownNameException.check("daybook.gather", properties.gather().keySet(), known);
    }

    @Override
    public void start() {
        running = true;
        runners.forEach(ViewRunner::start);
    }

    @Override
    public void stop() {
        running = false;
        runners.forEach(ViewRunner::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
