package io.daybook.projector.engine;

import io.daybook.events.EventCodec;
import io.daybook.serviceweb.Problem;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the views that this process was asked to fill. */
@Component
class Engine implements SmartLifecycle {

    private final TopicInfo topic;
    private final List<ViewRunner> runners;
    private volatile boolean running;

    Engine(
            List<View> views,
            List<DynamoDbView> itemViews,
            EngineProperties properties,
            DynamoDbProperties dynamoDb,
            KafkaProperties kafka,
            MeterRegistry meters,
            Traces traces) {
        this.topic = new TopicInfo(kafka.buildAdminProperties(), properties.topic());
        var codec = new EventCodec();
        var source = new GenerationBuilder.Kafka(topic, kafka.buildConsumerProperties());
        var stores = new TreeMap<String, Supplier<ViewStore>>();
        views.forEach(view -> stores.put(view.name(), () -> new PostgresStore(view, properties, source, codec)));
        itemViews.forEach(view ->
                stores.put(view.name(), () -> new DynamoDbViewStore(view, dynamoDb, properties, source, codec)));
        this.runners = properties.views().stream()
                .map(name -> new ViewRunner(
                        name, store(stores, name), properties, kafka.buildConsumerProperties(), topic, meters, traces))
                .toList();
    }

    List<ViewRunner> runners() {
        return runners;
    }

    /**
     * The view of that name.
     *
     * @throws Problem if this process does not fill it
     */
    ViewRunner runner(String name) {
        return runners.stream()
                .filter(runner -> runner.view().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-view",
                        "This process fills %s."
                                .formatted(
                                        runners.stream().map(ViewRunner::view).toList())));
    }

    private static ViewStore store(Map<String, Supplier<ViewStore>> stores, String name) {
        Supplier<ViewStore> store = stores.get(name);
        if (store == null) {
            throw new IllegalStateException("daybook.views names %s; there are %s.".formatted(name, stores.keySet()));
        }
        return store.get();
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
        topic.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
