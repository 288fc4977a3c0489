package io.daybook.command.decision;

import java.util.List;

/** Decision on a command. */
public sealed interface Decision {

    /**
     * It is done: these events are to be recorded, all or none.
     *
     * @param events what is recorded, at least one event in the end; the first is on the stream that the answer is about, which is the command's first
     */
    record Accepted(List<NewEvent> events) implements Decision {

        /** Keeps the events as they are now. */
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * It is not done, and leaves no trace in the log.
     *
     * @param refusal reason of the refusal
     */
    record Refused(Refusal refusal) implements Decision {}
}
