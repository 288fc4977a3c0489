package io.daybook.command.decision;

/**
 * A reason why the bank says no, as a value. It reaches the caller as a problem detail and is remembered under the
 * command's idempotency key.
 */
public interface Refusal {

    /** What kind of no this is. */
    Kind kind();

    /** A stable name for the cause, in kebab case, for programs: {@code insufficient-funds}. */
    String code();

    /** The cause in a sentence or two, for people, with what to do next where that can be said. */
    String detail();

    /** The kinds of no that callers handle differently. */
    enum Kind {
        /** What the command speaks of does not exist. */
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

    /** A refusal that is said in one place: kind, code and detail together. */
    interface Worded extends Refusal {

        /** Kind, code and detail. */
        Words words();

        @Override
        default Kind kind() {
            return words().kind();
        }

        @Override
        default String code() {
            return words().code();
        }

        @Override
        default String detail() {
            return words().detail();
        }

        /** What it speaks of does not exist. */
        default Words unknown(String code, String detail) {
            return new Words(Kind.UNKNOWN, code, detail);
        }

        /** The state does not allow it. */
        default Words notAllowedNow(String code, String detail) {
            return new Words(Kind.NOT_ALLOWED_NOW, code, detail);
        }

        /** The rules do not allow it. */
        default Words againstTheRules(String code, String detail) {
            return new Words(Kind.AGAINST_THE_RULES, code, detail);
        }
    }

    /**
     * A refusal of which only the words are left, or have to be said.
     *
     * @param kind what kind of no this is
     * @param code the stable name for the cause
     * @param detail the cause in a sentence or two
     */
    record Words(Kind kind, String code, String detail) implements Refusal {}

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
     * The key was used before, for another request.
     *
     * @param key the idempotency key
     */
    record KeyReused(String key) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "idempotency-key-reused";
        }

        @Override
        public String detail() {
            return "This Idempotency-Key was already used for another request. Use a new key for a new request.";
        }
    }
}
