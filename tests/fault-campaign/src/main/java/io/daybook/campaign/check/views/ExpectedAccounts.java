package io.daybook.campaign.check.views;

import io.daybook.campaign.check.LogEvent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All accounts as the log's events leave them. */
public final class ExpectedAccounts {

    private final Map<UUID, ExpectedAccount> books = new LinkedHashMap<>();

    /** Looks on while the log is folded. */
    @FunctionalInterface
    public interface EventObserver {
        /**
         * An event was taken in.
         *
         * @param event the event
         * @param book its account after it
         * @param change change of the balance
         */
        void seen(LogEvent event, ExpectedAccount book, BigDecimal change);
    }

    /** Folds the log from its first event on. An event of an account that was never opened is passed over. */
    public static ExpectedAccounts of(List<LogEvent> log, EventObserver onlooker) {
        var books = new ExpectedAccounts();
        for (LogEvent event : log) {
            books.apply(event, onlooker);
        }
        return books;
    }

    private void apply(LogEvent event, EventObserver onlooker) {
        if (event.type().equals("AccountOpened")) {
            ExpectedAccount opened = ExpectedAccount.opened(event);
            books.put(event.streamId(), opened);
            onlooker.seen(event, opened, BigDecimal.ZERO);
            return;
        }
        ExpectedAccount book = books.get(event.streamId());
        if (book != null) {
            onlooker.seen(event, book, book.apply(event));
        }
    }

    public Collection<ExpectedAccount> all() {
        return books.values();
    }
}
