package io.daybook.projector.engine.topic;

import io.daybook.projector.engine.EngineProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the topic to all that reads it. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    EventTopic eventTopic(EngineProperties properties, KafkaProperties kafka) {
        return new EventTopic(properties.topic(), kafka.buildAdminProperties(), kafka.buildConsumerProperties());
    }
}
