package io.daybook.projector.engine.rebuild;

import io.daybook.serviceweb.Problem;
import org.springframework.http.HttpStatus;

/** The problems that operators are answered with who rebuild. */
public final class RebuildProblems {

    private RebuildProblems() {}

    /** The problem of a second rebuild at the same time. */
    public static Problem underWay() {
        return new Problem(
                HttpStatus.CONFLICT,
                "rebuild-under-way",
                "A rebuild of this view is under way. Look at it with GET, or cancel it with DELETE, at the same path.");
    }

    /** The problem of cancelling where there is nothing to cancel. */
    public static Problem noRebuild() {
        return Problem.unknown("no-rebuild", "No rebuild of this view is under way, and none has left anything.");
    }

    /** The problem of a view that is told to go back and has nowhere to go. */
    public static Problem noPreviousGeneration() {
        return new Problem(
                HttpStatus.CONFLICT,
                "no-previous-generation",
                "No generation before the one that serves is kept, so there is none to go back to.");
    }

    /** The problem of dropping what is not there. */
    public static Problem unknownGeneration() {
        return Problem.unknown("unknown-generation", "This view has no such generation.");
    }

    /** The problem of dropping what readers see. */
    public static Problem generationServes() {
        return new Problem(
                HttpStatus.CONFLICT, "generation-serves", "This generation serves; it can be replaced, not dropped.");
    }

    /** The problem of a consumer whose data does not follow from the events. */
    public static Problem notDerived(String name) {
        return new Problem(
                HttpStatus.CONFLICT,
                "view-not-derived",
                "The view %s holds what is not in the log, so a rebuild would lose it. Restore its database from a backup instead."
                        .formatted(name));
    }
}
