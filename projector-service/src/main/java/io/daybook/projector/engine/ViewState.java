package io.daybook.projector.engine;

/** What a view is doing. */
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
