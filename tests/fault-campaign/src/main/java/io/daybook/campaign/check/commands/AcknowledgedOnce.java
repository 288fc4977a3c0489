package io.daybook.campaign.check.commands;

import io.daybook.campaign.check.Check;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Sent;
import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Payload;
import io.daybook.campaign.check.commands.Commands.Fate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Nothing acknowledged is lost, nothing is applied twice, and what is in the log is what was asked for. */
public final class AcknowledgedOnce implements Check {

    @Override
    public String promise() {
        return "every acknowledged command is in the log exactly once, every doubtful one at most once, as it was"
                + " asked for";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return Commands.of(evidence).all().stream()
                .flatMap(fate -> fault(fate).stream()
                        .map(fault -> "%s: %s, but the log has %s".formatted(fate.sent(), fault, fate.events())))
                .toList();
    }

    private static Optional<String> fault(Fate fate) {
        int expected = fate.sent().kind().events();
        if (fate.events().isEmpty()) {
            return fate.isAcknowledged() ? Optional.of("acknowledged") : Optional.empty();
        }
        if (fate.events().size() != expected) {
            return Optional.of("becomes %d event(s)".formatted(expected));
        }
        if (!isAsAskedFor(fate.sent(), fate.events())) {
            return Optional.of("asked for");
        }
        return fate.answers().stream()
                .filter(Answered::isAcknowledged)
                .filter(answer -> !isAsAnswered(answer, fate.events()))
                .map(answer -> "answered with " + answer)
                .findFirst();
    }

    private static boolean isAsAnswered(Answered answer, List<LogEvent> events) {
        return events.getLast().position() == answer.position()
                && events.getFirst().streamVersion() == answer.version()
                && events.stream().map(LogEvent::eventId).toList().equals(answer.eventIds());
    }

    private static boolean isAsAskedFor(Sent sent, List<LogEvent> events) {
        LogEvent first = events.getFirst();
        return first.streamId().equals(sent.account())
                && first.type().equals(sent.kind().eventType())
                && Stream.of(first).allMatch(event -> hasContents(sent, Payload.of(event)))
                && (sent.kind() != Kind.TRANSFER || isReceived(sent, events.getLast()));
    }

    private static boolean hasContents(Sent sent, Payload payload) {
        return switch (sent.kind()) {
            case OPEN -> isAmount(sent, payload, "overdraftLimit");
            case LIMIT -> isAmount(sent, payload, "limit");
            case DEPOSIT, WITHDRAW, HOLD -> isAmount(sent, payload, "amount");
            case TRANSFER ->
                isAmount(sent, payload, "amount") && payload.id("toAccountId").equals(sent.counterparty());
            case CAPTURE, RELEASE -> payload.id("holdId").equals(sent.hold());
        };
    }

    private static boolean isReceived(Sent sent, LogEvent event) {
        return event.type().equals("TransferReceived")
                && event.streamId().equals(sent.counterparty())
                && isAmount(sent, Payload.of(event), "amount");
    }

    private static boolean isAmount(Sent sent, Payload payload, String field) {
        return sent.amount() != null && payload.money(field).compareTo(sent.amount()) == 0;
    }
}
