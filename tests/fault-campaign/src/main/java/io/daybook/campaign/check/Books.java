package io.daybook.campaign.check;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All accounts as the log's events leave them. */
final class Books {

    private final Map<UUID, Book> books = new LinkedHashMap<>();

    /** Looks on while the log is folded. */
    @FunctionalInterface
    interface Onlooker {
        /**
         * An event was taken in.
         *
         * @param event the event
         * @param book its account after it
         * @param change what it did to the balance
         */
        void seen(LogEvent event, Book book, BigDecimal change);
    }

    /** Folds the log from its first event on. An event of an account that was never opened is passed over. */
    static Books of(List<LogEvent> log, Onlooker onlooker) {
        var books = new Books();
        for (LogEvent event : log) {
            books.apply(event, onlooker);
        }
        return books;
    }

    private void apply(LogEvent event, Onlooker onlooker) {
        if (event.type().equals("AccountOpened")) {
            Book opened = Book.opened(event);
            books.put(event.streamId(), opened);
            onlooker.seen(event, opened, BigDecimal.ZERO);
            return;
        }
        Book book = books.get(event.streamId());
        if (book != null) {
            onlooker.seen(event, book, book.apply(event));
        }
    }

    Collection<Book> all() {
        return books.values();
    }
}
