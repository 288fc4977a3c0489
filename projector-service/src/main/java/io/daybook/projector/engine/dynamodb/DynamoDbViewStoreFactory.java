package io.daybook.projector.engine.dynamodb;

import io.daybook.events.EventCodec;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.store.ViewStoreFactory;
import io.daybook.projector.engine.topic.EventTopic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Opens the stores of the views that are kept in DynamoDB. */
@Component
final class DynamoDbViewStoreFactory implements ViewStoreFactory {

    private final Map<String, DynamoDbView> views;
    private final DynamoDbProperties dynamoDb;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final TopicTrust trust;
    private final EventLog log;
    private final EventCodec codec = new EventCodec();

    DynamoDbViewStoreFactory(
            List<DynamoDbView> views,
            DynamoDbProperties dynamoDb,
            EngineProperties properties,
            EventTopic topic,
            TopicTrust trust,
            EventLog log) {
        this.views = views.stream().collect(Collectors.toMap(DynamoDbView::name, Function.identity()));
        this.dynamoDb = dynamoDb;
        this.properties = properties;
        this.topic = topic;
        this.trust = trust;
        this.log = log;
    }

    @Override
    public Set<String> views() {
        return views.keySet();
    }

    @Override
    public ViewStore open(String view) {
        return new DynamoDbViewStore(
                Objects.requireNonNull(views.get(view)), dynamoDb, properties, topic, trust, log, codec);
    }
}
