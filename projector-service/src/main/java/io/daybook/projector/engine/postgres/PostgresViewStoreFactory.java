package io.daybook.projector.engine.postgres;

import io.daybook.events.EventCodec;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.EventConsumer;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.store.ViewStoreFactory;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.verification.VerificationProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Opens the stores of the views, and of other consumers, that are kept in Postgres. */
@Component
final class PostgresViewStoreFactory implements ViewStoreFactory {

    private final Map<String, EventConsumer> consumers;
    private final EngineProperties properties;
    private final VerificationProperties verification;
    private final EventTopic topic;
    private final TopicTrust trust;
    private final EventLog log;
    private final EventCodec codec = new EventCodec();

    PostgresViewStoreFactory(
            List<EventConsumer> consumers,
            EngineProperties properties,
            VerificationProperties verification,
            EventTopic topic,
            TopicTrust trust,
            EventLog log) {
        this.consumers = consumers.stream().collect(Collectors.toMap(EventConsumer::name, Function.identity()));
        this.properties = properties;
        this.verification = verification;
        this.topic = topic;
        this.trust = trust;
        this.log = log;
    }

    @Override
    public Set<String> views() {
        return consumers.keySet();
    }

    @Override
    public ViewStore open(String view) {
        return new PostgresViewStore(
                Objects.requireNonNull(consumers.get(view)), properties, verification, topic, trust, log, codec);
    }
}
