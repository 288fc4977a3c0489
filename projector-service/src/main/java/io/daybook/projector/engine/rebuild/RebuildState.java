package io.daybook.projector.engine.rebuild;

/** Phase of a rebuild. */
public enum RebuildState {
    /** Its schema is being made, or the position of an instant looked up. */
    PREPARING,
    /** It takes in the bulk of the events. */
    BUILDING,
    /** It makes the indexes that it did without so far. */
    INDEXING,
    /** It takes in what has come meanwhile. */
    CATCHING_UP,
    /** It is compared with the generation that serves. */
    COMPARING,
    /** It waits for the moment to take over. */
    SWAPPING,
    /** It serves; the generation before it is kept. */
    SWAPPED,
    /** It is built up and stands beside the generation that serves. */
    KEPT,
    /** It was given up and is gone. */
    CANCELLED,
    /** It stopped for a fault; begun again, it goes on where it was. */
    FAILED,
    /** It stopped with its service; begun again, it goes on where it was. */
    INTERRUPTED,
    /** Another instance of the service is at it. */
    ELSEWHERE;

    public boolean isOver() {
        return switch (this) {
            case SWAPPED, KEPT, CANCELLED, FAILED, INTERRUPTED -> true;
            case PREPARING, BUILDING, INDEXING, CATCHING_UP, COMPARING, SWAPPING, ELSEWHERE -> false;
        };
    }
}
