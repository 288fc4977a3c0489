package io.daybook.projector.engine.topic;

import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the topic to all that reads it, and tells what is believed in it. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    TopicTrust topicTrust(EngineProperties properties, TopicMacProperties macs) {
        return macs.trust(properties.topic());
    }

    @Bean
    EventTopic eventTopic(EngineProperties properties, KafkaProperties kafka) {
        return new EventTopic(properties.topic(), kafka.buildAdminProperties(), kafka.buildConsumerProperties());
    }
}
