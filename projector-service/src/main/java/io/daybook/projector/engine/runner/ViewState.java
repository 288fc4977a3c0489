package io.daybook.projector.engine.runner;

/** Activity of a view. */
public enum ViewState {
    /** Its database is being brought up to date, or awaited. */
    STARTING,
    /** It takes in events as they come. */
    RUNNING,
    /** Something it needs is unavailable; it retries. */
    RETRYING,
    /** It was stopped. */
    STOPPED
}
