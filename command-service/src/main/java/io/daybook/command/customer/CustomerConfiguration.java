package io.daybook.command.customer;

import io.daybook.command.customer.domain.Customer;
import io.daybook.command.customer.domain.ErasureRules;
import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.events.CustomerEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into customers, and has the times that erasures wait for. */
@Configuration
class CustomerConfiguration {

    @Bean
    StreamType customerStreams() {
        return new JsonStreamType<>(
                "customer/2", Customer.class, CustomerEvent.class, first -> Customer.UNTOUCHED.evolve(first));
    }

    @Bean
    ErasureRules erasureRules(PrivacyProperties properties) {
        return properties.rules();
    }
}
