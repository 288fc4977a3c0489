package io.daybook.campaign.check.log;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money is never between two accounts, and never on both. */
public final class MoneyConserved implements Check {

    @Override
    public String promise() {
        return "every transfer has two sides of the same amount, one right behind the other";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var violations = new ArrayList<String>();
        Map<UUID, LogEvent> sent = new HashMap<>();
        for (LogEvent event : evidence.log()) {
            if (event.type().equals("TransferSent")) {
                sent.put(Payload.of(event).id("transferId"), event);
            } else if (event.type().equals("TransferReceived")) {
                LogEvent other = sent.remove(Payload.of(event).id("transferId"));
                if (other == null || !areOneTransfer(other, event)) {
                    violations.add("%s does not go with %s".formatted(event, other));
                }
            }
        }
        sent.values().forEach(event -> violations.add("never received: " + event));
        return violations;
    }

    private static boolean areOneTransfer(LogEvent sent, LogEvent received) {
        Payload out = Payload.of(sent);
        Payload in = Payload.of(received);
        return received.position() == sent.position() + 1
                && out.money("amount").compareTo(in.money("amount")) == 0
                && out.currency("amount").equals(in.currency("amount"))
                && out.id("toAccountId").equals(received.streamId())
                && in.id("fromAccountId").equals(sent.streamId());
    }
}
