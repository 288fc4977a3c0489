package io.daybook.access;

import java.util.Set;

/**
 * Scopes that an issuer puts into tokens.
 *
 * <p>A customer's token (one with a customer id) has the same scopes as a teller's, and they reach less far: they count as
 * {@link #OWN_ACCOUNTS_READ} and {@link #OWN_ACCOUNTS_WRITE} here, and as nothing else.
 */
public final class Scopes {

    /** See any account and its documents. */
    public static final String ACCOUNTS_READ = "accounts:read";

    /** Open any account, move money between accounts, change their state. */
    public static final String ACCOUNTS_WRITE = "accounts:write";

    /** Pay money in and out in cash, and take held money: it comes from outside of the bank's accounts, or leaves them. */
    public static final String CASH_WRITE = "cash:write";

    /** Give value dates before today. */
    public static final String ACCOUNTS_BACKDATE = "accounts:backdate";

    /** Import what happened elsewhere, with the value dates that it had there. */
    public static final String HISTORY_IMPORT = "history:import";

    /** Approve and reject what another person has asked for. */
    public static final String APPROVALS_WRITE = "approvals:write";

    /** Ask for the erasure of a customer's personal data, and cancel one. */
    public static final String CUSTOMERS_ERASE = "customers:erase";

    /** Have a customer's personal data kept for a legal hold, ask for the end of one, and cancel an erasure. */
    public static final String LEGAL_HOLDS_WRITE = "legal-holds:write";

    /** See the accounts of the token's customer. */
    public static final String OWN_ACCOUNTS_READ = "own:accounts:read";

    /** Move money on the accounts of the token's customer. */
    public static final String OWN_ACCOUNTS_WRITE = "own:accounts:write";

    /** See who did what and why, and verify the log; see what operators see. */
    public static final String AUDIT_READ = "audit:read";

    /** See reports. */
    public static final String REPORTS_READ = "reports:read";

    /** Publish products and change their terms. */
    public static final String CATALOGUE_WRITE = "catalogue:write";

    /** Have events sent to receivers outside of the bank. */
    public static final String WEBHOOKS_WRITE = "webhooks:write";

    /** Operate the services: views, the relay; see webhooks. */
    public static final String OPS = "ops";

    /** Deny subjects and single tokens everywhere, and end that. */
    public static final String CALLERS_DENY = "callers:deny";

    static final String OWN = "own:";

    /** Scopes of acts that the log records as events, with who did them. Whatever else changes something is administrative. */
    static final Set<String> RECORDED_IN_THE_LOG = Set.of(
            ACCOUNTS_WRITE,
            OWN_ACCOUNTS_WRITE,
            CASH_WRITE,
            HISTORY_IMPORT,
            APPROVALS_WRITE,
            CATALOGUE_WRITE,
            CUSTOMERS_ERASE,
            LEGAL_HOLDS_WRITE);

    /** Authority of every token that says of what kind its caller is; no scope of an issuer. */
    static final String KNOWN_CALLER = "known-caller";

    private Scopes() {}
}
