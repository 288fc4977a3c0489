package io.daybook.command.account;

import io.daybook.command.account.domain.Account;
import io.daybook.command.log.JsonStreamType;
import io.daybook.command.log.StreamType;
import io.daybook.events.AccountEvent.AccountOpened;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the log fold streams into accounts. */
@Configuration
class AccountStreamType {

    @Bean
    StreamType accountStreams() {
        return new JsonStreamType<>("account/5", Account.class, AccountOpened.class, Account::opened);
    }
}
