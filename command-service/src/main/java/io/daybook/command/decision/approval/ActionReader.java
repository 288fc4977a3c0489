package io.daybook.command.decision.approval;

import io.daybook.events.ApprovalEvent.RequestedAction;
import java.util.Set;
import java.util.UUID;

/** Reads commands again that a domain wrote down as actions. */
public interface ActionReader {

    /** The kinds of action that it reads. */
    Set<String> kinds();

    /**
     * The command that was asked for.
     *
     * @param requestStream the stream in which it waited
     * @param action the command, written down in any published version of its kind
     * @param operationId names the operation that carries it out
     */
    RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId);
}
