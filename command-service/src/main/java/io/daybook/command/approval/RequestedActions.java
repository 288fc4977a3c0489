package io.daybook.command.approval;

import static io.daybook.command.decision.approval.ApprovalRefusals.unknownApproval;

import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds what was asked for, and reads its command again. Both happen outside of the appender's turn, which is safe because what
 * is recorded never changes.
 */
@Component
class RequestedActions {

    private final RecordedEvents log;
    private final EventCodec codec;
    private final Map<String, ActionReader> readers = new HashMap<>();

    RequestedActions(RecordedEvents log, EventCodec codec, List<ActionReader> readers) {
        this.log = log;
        this.codec = codec;
        readers.forEach(reader -> reader.kinds().forEach(kind -> this.readers.put(kind, reader)));
    }

    /** An action that was asked for in that stream. */
    record Requested(UUID streamId, ActionRequested event) {}

    /**
     * The action that was asked for by that event.
     *
     * @throws CommandRefusedException if nothing was
     */
    Requested find(UUID approvalId) {
        return log.find(approvalId)
                .flatMap(recorded -> codec.decode(recorded) instanceof ActionRequested requested
                        ? Optional.of(new Requested(recorded.streamId(), requested))
                        : Optional.empty())
                .orElseThrow(() -> new CommandRefusedException(unknownApproval(approvalId)));
    }

    /** Its command. */
    RequestableCommand command(Requested requested, UUID operationId) {
        ActionReader reader = readers.get(requested.event().action().kind());
        if (reader == null) {
            throw new IllegalStateException("Nobody reads actions of the kind %s."
                    .formatted(requested.event().action().kind()));
        }
        return reader.read(requested.streamId(), requested.event().action(), operationId);
    }
}
