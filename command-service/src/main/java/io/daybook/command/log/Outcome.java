package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outcome of a command. The same again for a repeated idempotency key, unless it failed. */
public sealed interface Outcome {

    /** The last event that these outcomes are about, null if they are about none: the log has it, or has lost them. */
    static @Nullable UUID lastEvent(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Appended.class::isInstance)
                .map(outcome -> ((Appended) outcome).eventIds().getLast())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /**
     * It is done and durable.
     *
     * @param streamId the command's first stream
     * @param version that stream's version after the command
     * @param position the log position of the command's last event
     * @param eventIds its events, in order
     * @param type the type of its first event: what was done, where one command may come to several
     * @param operationId names the business operation
     * @param isRepeated true if it was done before under the same idempotency key, and nothing was added now
     */
    record Appended(
            UUID streamId,
            long version,
            long position,
            List<UUID> eventIds,
            String type,
            UUID operationId,
            boolean isRepeated)
            implements Outcome {

        Appended repeated() {
            return new Appended(streamId, version, position, eventIds, type, operationId, true);
        }
    }

    /**
     * The command was refused, and nothing was recorded.
     *
     * @param refusal reason of the refusal
     * @param isRepeated true if it was refused before under the same idempotency key, and not decided now
     */
    record Refused(Refusal refusal, boolean isRepeated) implements Outcome {

        /** A refusal that was decided now. */
        public Refused(Refusal refusal) {
            this(refusal, false);
        }

        Refused repeated() {
            return new Refused(refusal, true);
        }
    }

    /**
     * The command, one of a group, could not be decided for a fault of the program or of its data. Nothing was recorded, and
     * nothing is remembered: sent again, it is decided anew.
     *
     * @param code the stable name of the fault
     * @param detail what is known of it, in words
     */
    record Failed(String code, String detail) implements Outcome {}
}
