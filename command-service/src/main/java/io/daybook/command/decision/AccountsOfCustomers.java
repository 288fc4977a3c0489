package io.daybook.command.decision;

import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountOpened;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of the customers that the commands of a batch name: those of the log, and then what the batch does to them. */
public final class AccountsOfCustomers {

    private final Map<String, Map<UUID, CustomerAccount>> accounts = new HashMap<>();

    /** No accounts yet of these customers; those of others are not kept. */
    public AccountsOfCustomers(Collection<String> customers) {
        customers.forEach(customer -> accounts.put(customer, new LinkedHashMap<>()));
    }

    /** Adds an account that is in the log. */
    public void add(String customerId, CustomerAccount account) {
        put(customerId, account);
    }

    /** Adds what an event of the batch changes. */
    public void add(NewEvent event) {
        UUID stream = event.streamId();
        switch (event.event()) {
            case AccountOpened opened -> put(opened.holder().customerId(), new CustomerAccount(stream, null));
            case AccountClosed closed ->
                accounts.values()
                        .forEach(held -> held.computeIfPresent(
                                stream, (id, account) -> new CustomerAccount(id, event.effectiveDate())));
            default -> {}
        }
    }

    private void put(@Nullable String customerId, CustomerAccount account) {
        Map<UUID, CustomerAccount> held = customerId == null ? null : accounts.get(customerId);
        if (held != null) {
            held.put(account.accountId(), account);
        }
    }

    /** All accounts of a customer. */
    public List<CustomerAccount> of(String customerId) {
        Map<UUID, CustomerAccount> held = accounts.get(customerId);
        if (held == null) {
            throw new IllegalStateException(
                    "The customer %s is not among those the command named.".formatted(customerId));
        }
        return List.copyOf(held.values());
    }
}
