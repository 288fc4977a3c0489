package io.daybook.query.http;

import io.daybook.serviceweb.Problem;

/** Problems that more than one group answers about an account. */
public final class AccountProblems {

    private AccountProblems() {}

    /** No such account in this view. */
    public static Problem unknownAccount() {
        return Problem.unknown(
                "unknown-account",
                "There is no such account here. If it was opened just now, ask again with atLeastVersion=1.");
    }

    /** No such hold is open on the account. */
    public static Problem unknownHold() {
        return Problem.unknown(
                "unknown-hold",
                "The account has no such hold open. If it was placed just now, ask again with atLeastVersion.");
    }
}
