package io.daybook.command.account;

import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.EventCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Finds the customers that accounts belong to, with whose keys what is personal on them is encrypted. */
@Component
public class AccountOwners {

    /** Some ten megabytes. */
    private static final int REMEMBERED_MAX = 50_000;

    private final RecordedEvents events;
    private final EventCodec codec;

    /** An account never changes its customer. */
    private final Map<UUID, String> remembered = new ConcurrentHashMap<>();

    AccountOwners(RecordedEvents events, EventCodec codec) {
        this.events = events;
        this.codec = codec;
    }

    /** The customers of these accounts, looked up together; accounts that are not in the log are absent. */
    public Map<UUID, String> ownersOf(Collection<UUID> accountIds) {
        var owners = new HashMap<UUID, String>();
        Set<UUID> unknown = new HashSet<>();
        for (UUID accountId : accountIds) {
            String owner = remembered.get(accountId);
            if (owner == null) {
                unknown.add(accountId);
            } else {
                owners.put(accountId, owner);
            }
        }
        if (!unknown.isEmpty()) {
            Map<UUID, String> found = lookedUp(unknown);
            remember(found);
            owners.putAll(found);
        }
        return owners;
    }

    private Map<UUID, String> lookedUp(Set<UUID> accountIds) {
        var found = new HashMap<UUID, String>();
        events.firstOf(accountIds).forEach(event -> {
            if (codec.decode(event) instanceof AccountOpened opened) {
                found.put(event.streamId(), opened.customerOf(event.streamId()));
            }
        });
        return found;
    }

    private void remember(Map<UUID, String> found) {
        if (remembered.size() + found.size() > REMEMBERED_MAX) {
            remembered.clear();
        }
        remembered.putAll(found);
    }
}
