package io.daybook.command.document;

import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.EventCodec;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the customers that documents belong to, with whose keys they are encrypted. */
@Component
class DocumentOwners {

    private final RecordedEvents events;
    private final EventCodec codec;

    DocumentOwners(RecordedEvents events, EventCodec codec) {
        this.events = events;
        this.codec = codec;
    }

    /** The customer of an account, nothing if there is no such account. One from before customers had ids is its own customer. */
    Optional<String> ownerOf(UUID accountId) {
        return events.first(accountId)
                .map(codec::decode)
                .filter(AccountOpened.class::isInstance)
                .map(AccountOpened.class::cast)
                .map(opened -> opened.customerOf(accountId));
    }
}
