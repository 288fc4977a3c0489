package io.daybook.campaign.check.views;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line.Read;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checks that every read shows a state that the log has been through: never half a batch. */
public final class ReadsMatchLog implements Check {

    private record Moment(UUID account, long version) {}

    private record Amounts(BigDecimal balance, BigDecimal held) {
        boolean areThose(Read read) {
            return read.balance() != null
                    && read.held() != null
                    && balance.compareTo(read.balance()) == 0
                    && held.compareTo(read.held()) == 0;
        }
    }

    @Override
    public String promise() {
        return "every account that was shown is what the log makes of it at the version shown";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<Moment, Amounts> known = new HashMap<>();
        ExpectedAccounts.of(
                evidence.log(),
                (event, book, change) -> known.put(
                        new Moment(book.account(), book.version()), new Amounts(book.balance(), book.held())));
        return evidence.history().stream()
                .filter(Read.class::isInstance)
                .map(Read.class::cast)
                .filter(read -> read.status() == 200)
                .filter(read -> {
                    Amounts amounts = known.get(new Moment(read.account(), read.version()));
                    return amounts == null || !amounts.areThose(read);
                })
                .map(read -> "%s, where the log has %s"
                        .formatted(read, known.get(new Moment(read.account(), read.version()))))
                .toList();
    }
}
