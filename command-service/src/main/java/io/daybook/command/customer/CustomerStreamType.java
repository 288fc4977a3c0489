package io.daybook.command.customer;

import io.daybook.command.customer.domain.Customer;
import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into customers. */
@Configuration
class CustomerStreamType {

    @Bean
    StreamType customerStreams() {
        return new JsonStreamType<>(
                "customer/1",
                Customer.class,
                PersonalDataErased.class,
                (erased, effectiveDate) -> Customer.UNTOUCHED.evolve(erased));
    }
}
