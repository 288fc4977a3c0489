package io.daybook.command.log;

/** As many commands are waiting as may wait. The command was not taken; the caller should come back a little later. */
public final class CommandQueueFullException extends RuntimeException {
    /** Without a stack trace: it would show nothing, and costs time for each of many rejections. */
    CommandQueueFullException(int waiting) {
        super("%d commands are waiting already.".formatted(waiting), null, false, false);
    }
}
