package io.daybook.projector.reporting;

/**
 * The chart of accounts. Names and kinds stand in the view's table {@code ledger_accounts}, where readers find them.
 *
 * <p>An overdrawn account stays in the customer deposits, as a debit.
 */
enum LedgerAccount {
    /** Money of the bank outside of its own books. */
    CASH("1000"),
    /** Debt of the bank to its customers. */
    CUSTOMER_DEPOSITS("2000"),
    /** Tax that was kept back from customers and is owed to the state. */
    TAX_PAYABLE("2800"),
    /** Money that one account has sent and the other has not received yet: nothing once both sides are in. */
    TRANSFERS_IN_TRANSIT("2900"),
    /** Interest that overdrawn balances paid. */
    INTEREST_INCOME("4000"),
    /** Income from fees. */
    FEE_INCOME("4100"),
    /** Interest that positive balances earned. */
    INTEREST_EXPENSE("5000");

    private final String code;

    LedgerAccount(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** The account of that code. */
    static LedgerAccount ofCode(String code) {
        for (LedgerAccount account : values()) {
            if (account.code.equals(code)) {
                return account;
            }
        }
        throw new IllegalArgumentException("The chart of accounts has no %s.".formatted(code));
    }
}
