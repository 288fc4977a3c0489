package io.daybook.command.account;

import static io.daybook.command.account.domain.AccountRefusals.unknownTransaction;

import io.daybook.command.account.domain.OriginalTransaction;
import io.daybook.command.account.domain.OriginalTransaction.Side;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds transactions in the log. They are read outside of the appender's turn, which is safe because what is recorded never
 * changes; what came of them since is looked up when the command is decided.
 */
@Component
class OriginalTransactions {

    private final RecordedEvents log;
    private final EventCodec codec;

    OriginalTransactions(RecordedEvents log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    /**
     * The transaction that has an event of that id.
     *
     * @throws CommandRefusedException if there is none
     */
    OriginalTransaction find(UUID eventId) {
        List<Side> neighbours = log.around(eventId).stream()
                .flatMap(event -> side(event).stream())
                .toList();
        Side named = neighbours.stream()
                .filter(side -> side.eventId().equals(eventId))
                .findFirst()
                .orElseThrow(() -> new CommandRefusedException(unknownTransaction(eventId)));
        Stream<Side> other = transferOf(named).stream().flatMap(transfer -> neighbours.stream()
                .filter(side -> !side.eventId().equals(eventId)
                        && transferOf(side).filter(transfer::equals).isPresent()));
        return new OriginalTransaction(Stream.concat(Stream.of(named), other).toList());
    }

    private Optional<Side> side(RecordedEvent recorded) {
        return codec.decode(recorded) instanceof AccountEvent event
                ? Optional.of(new Side(recorded.eventId(), recorded.streamId(), event, recorded.effectiveDate()))
                : Optional.empty();
    }

    private static Optional<UUID> transferOf(Side side) {
        return switch (side.event()) {
            case TransferSent sent -> Optional.of(sent.transferId());
            case TransferReceived received -> Optional.of(received.transferId());
            default -> Optional.empty();
        };
    }
}
