package io.daybook.access;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kind of a caller, as the issuer says in a claim of its own. */
public enum CallerKind {
    /** A member of the bank, a person. */
    STAFF("staff"),
    /** A customer, who reaches the customer's own accounts. */
    CUSTOMER("customer"),
    /** A system of the bank, such as one for cash machines or cards. */
    CHANNEL("channel");

    private final String claim;

    CallerKind(String claim) {
        this.claim = claim;
    }

    /** The value of the claim that stands for this kind. */
    public String claim() {
        return claim;
    }

    /** The kind that a claim's value stands for, nothing if it stands for none. */
    static Optional<CallerKind> of(@Nullable Object claim) {
        return Arrays.stream(values()).filter(kind -> kind.claim.equals(claim)).findFirst();
    }
}
