package io.daybook.command.customer;

import io.daybook.command.log.JsonStreamModel;
import io.daybook.command.log.StreamModel;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into customers. */
@Configuration
class CustomerModel {

    @Bean
    StreamModel customerStreams() {
        return new JsonStreamModel<>(
                "customer/1",
                Customer.class,
                PersonalDataErased.class,
                (erased, effectiveDate) -> Customer.UNTOUCHED.evolve(erased));
    }
}
