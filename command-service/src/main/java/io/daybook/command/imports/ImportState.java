package io.daybook.command.imports;

/** State of an import. */
enum ImportState {
    /** It waits for a second person. */
    WAITING,
    /** It waits for the imports before it. */
    QUEUED,
    /** Its lines are being decided; or they were until the instance stopped that has the file. */
    RUNNING,
    /** Every line was decided. */
    COMPLETED,
    /** Somebody ended it; what was accepted stays. */
    CANCELLED,
    /** It could not go on, or lines could not be decided for a fault of ours; what was accepted stays. */
    FAILED
}
