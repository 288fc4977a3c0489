package io.daybook.command.decision.approval;

import io.daybook.command.decision.Command;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import java.util.UUID;

/** A command that can wait for a second person, written down. */
public interface RequestableCommand extends Command {

    /** The command, written down; an {@link ActionReader} reads it again. */
    RequestedAction action();

    /** Kind of thing that it concerns. */
    Subject subject();

    /** The stream in which it waits. */
    UUID requestStream();
}
