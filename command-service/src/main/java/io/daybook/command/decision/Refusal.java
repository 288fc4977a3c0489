package io.daybook.command.decision;

import io.daybook.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * A reason why the bank refuses a command, as a value. It reaches the caller as a problem detail and is remembered under the
 * command's idempotency key.
 */
public sealed interface Refusal {

    /** The kind, which decides the response's status. */
    Kind kind();

    /** A stable name for the cause, in kebab case, for programs: {@code insufficient-funds}. */
    String code();

    /** The cause in a sentence or two, for people, with what to do next where that can be said. */
    String detail();

    /** The kinds of refusal that callers handle differently. */
    enum Kind {
        /** The command names something that does not exist. */
        UNKNOWN,
        /** It exists, and is in a state that does not allow this. */
        NOT_ALLOWED_NOW,
        /** The rules of the bank do not allow this. */
        AGAINST_THE_RULES,
        /** The caller insisted on a version that is not the present one. */
        VERSION_DIFFERS,
        /** Others may do it, this caller may not. */
        NOT_ALLOWED_TO_CALLER
    }

    /** A refusal because something does not exist. */
    static Refusal unknown(String code, String detail) {
        return new Details(Kind.UNKNOWN, code, detail);
    }

    /** A refusal because of the present state. */
    static Refusal notAllowedNow(String code, String detail) {
        return new Details(Kind.NOT_ALLOWED_NOW, code, detail);
    }

    /** A refusal by the rules, whatever the state. */
    static Refusal againstTheRules(String code, String detail) {
        return new Details(Kind.AGAINST_THE_RULES, code, detail);
    }

    /** A refusal to this caller. */
    static Refusal notAllowedToCaller(String code, String detail) {
        return new Details(Kind.NOT_ALLOWED_TO_CALLER, code, detail);
    }

    /** A refusal because the idempotency key was used before, for another request. */
    static Refusal keyReused() {
        return againstTheRules(
                "idempotency-key-reused",
                "This Idempotency-Key was already used for another request. Use a new key for a new request.");
    }

    /**
     * A refusal in full; also the form in which refusals are stored.
     *
     * @param kind the kind of refusal
     * @param code the stable name for the cause
     * @param detail the cause in a sentence or two
     */
    record Details(Kind kind, String code, String detail) implements Refusal {

        /** The details of any refusal. */
        public static Details of(Refusal refusal) {
            return new Details(refusal.kind(), refusal.code(), refusal.detail());
        }
    }

    /**
     * The caller insisted on a version of the stream that is not the present one.
     *
     * @param expected the version in the caller's If-Match; 0 stands for any that exists
     * @param actual the present version; 0 for a stream that does not exist
     */
    record VersionDiffers(long expected, long actual) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.VERSION_DIFFERS;
        }

        @Override
        public String code() {
            return "version-differs";
        }

        @Override
        public String detail() {
            return "Expected version %d, but the present version is %d. Read again and decide anew."
                    .formatted(expected, actual);
        }
    }

    /**
     * It was only asked what the command would come to, which would be done otherwise. The service itself asks so, and nothing
     * is remembered under a key.
     *
     * @param amount how much it would come to; null if it has no amount
     */
    record Previewed(@Nullable Money amount) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "preview";
        }

        @Override
        public String detail() {
            return "It was only asked what the command would come to.";
        }
    }
}
