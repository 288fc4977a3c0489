package io.daybook.command.imports;

import io.daybook.command.decision.Refusal;
import io.daybook.command.imports.file.FileRecord;
import io.daybook.command.imports.file.InvalidLineException;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.Outcome.Failed;

/** A line of a file on its way into the log. */
sealed interface ImportLine {

    /** The record it is. */
    FileRecord record();

    /**
     * It was understood.
     *
     * @param envelope command envelope for the log
     */
    record ValidLine(FileRecord record, CommandEnvelope envelope) implements ImportLine {

        /** Replaces the idempotency key, which is the log's word: it is the line's own identifier to whoever wrote the file. */
        private static final String ANOTHER_LINE =
                "The account has another line of this source with the same identifier (transaction_id in CSV, id in"
                        + " JSON), and this one says something else. Give it an identifier of its own, or another source.";

        RefusedLine refused(Refusal refusal) {
            boolean isOfAnotherLine = refusal.equals(Refusal.keyReused());
            return new RefusedLine(record, refusal.code(), isOfAnotherLine ? ANOTHER_LINE : refusal.detail());
        }

        RefusedLine failed(Failed failed) {
            return new RefusedLine(record, failed.code(), failed.detail());
        }
    }

    /**
     * It was not, and is refused before it reaches the log.
     *
     * @param fault reason why it cannot be taken
     */
    record InvalidLine(FileRecord record, InvalidLineException fault) implements ImportLine {

        RefusedLine refused() {
            return new RefusedLine(record, fault.code(), String.valueOf(fault.getMessage()));
        }
    }

    /**
     * A line that was not taken.
     *
     * @param code the stable name of the cause
     * @param detail the cause in words
     */
    record RefusedLine(FileRecord record, String code, String detail) {

        LineRefusal refusal() {
            return new LineRefusal(record.line(), record.content(), code, detail);
        }
    }
}
