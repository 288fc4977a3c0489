package io.daybook.projector.engine;

import io.daybook.events.EventCodec;
import io.daybook.projector.http.Problem;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the views that this process was asked to fill. */
@Component
class Engine implements SmartLifecycle {

    private final TopicInfo topic;
    private final List<ViewRunner> runners;
    private volatile boolean running;

    Engine(List<View> views, EngineProperties properties, KafkaProperties kafka, MeterRegistry meters, Traces traces) {
        Map<String, View> byName = views.stream().collect(Collectors.toMap(View::name, Function.identity()));
        this.topic = new TopicInfo(kafka.buildAdminProperties(), properties.topic());
        var codec = new EventCodec();
        this.runners = properties.views().stream()
                .map(name -> new ViewRunner(
                        known(byName, name), properties, kafka.buildConsumerProperties(), topic, codec, meters, traces))
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

    private static View known(Map<String, View> byName, String name) {
        View view = byName.get(name);
        if (view == null) {
            throw new IllegalStateException("daybook.views names %s; there are %s.".formatted(name, byName.keySet()));
        }
        return view;
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
