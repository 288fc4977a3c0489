package io.daybook.command.account;

import io.daybook.command.log.JsonStreamModel;
import io.daybook.command.log.StreamModel;
import io.daybook.events.AccountEvent.AccountOpened;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into accounts. */
@Configuration
class AccountModel {

    @Bean
    StreamModel accountStreams() {
        return new JsonStreamModel<>("account/4", Account.class, AccountOpened.class, Account::opened);
    }
}
