package io.daybook.command.imports;

import java.util.UUID;

/** Understands the lines of a file. */
@FunctionalInterface
interface LineParser {

    /** Longer than any identifier of a transaction in use, and short enough to be part of a key. */
    int ID_CHARS_MAX = 128;

    /**
     * What a record asks for.
     *
     * @param operationId names the operation that it will be
     * @throws InvalidLineException if it cannot be understood
     */
    ImportLineCommand of(FileRecord record, UUID operationId);
}
