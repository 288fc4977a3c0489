package io.daybook.command.due;

/**
 * Does what is due for the events of a type. Several instances may come to an event at once, and an instance may end between what
 * it has done and the table's hearing of it: what is done twice must come to the same.
 */
public interface DueHandler {

    /** The type of the events. */
    String type();

    /**
     * Does what is due.
     *
     * @return whether it is done; if not, or if this fails, it is tried again after a pause that grows
     */
    boolean handle(DueEvent due);
}
