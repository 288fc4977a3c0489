package io.daybook.command.http;

import static io.daybook.access.Scopes.ACCOUNTS_READ;
import static io.daybook.access.Scopes.ACCOUNTS_WRITE;
import static io.daybook.access.Scopes.APPROVALS_WRITE;
import static io.daybook.access.Scopes.AUDIT_READ;
import static io.daybook.access.Scopes.CALLERS_DENY;
import static io.daybook.access.Scopes.CASH_WRITE;
import static io.daybook.access.Scopes.CATALOGUE_WRITE;
import static io.daybook.access.Scopes.CUSTOMERS_ERASE;
import static io.daybook.access.Scopes.HISTORY_IMPORT;
import static io.daybook.access.Scopes.LEGAL_HOLDS_WRITE;
import static io.daybook.access.Scopes.OPS;
import static io.daybook.access.Scopes.OWN_ACCOUNTS_WRITE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.daybook.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Authorization of commands by scope. The most frequent come first. */
@Configuration
class CommandAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .allow(POST, "/v1/accounts/*/deposits", CASH_WRITE)
                .allow(POST, "/v1/accounts/*/withdrawals", CASH_WRITE)
                .allow(POST, "/v1/transfers", ACCOUNTS_WRITE, OWN_ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/documents", ACCOUNTS_WRITE, OWN_ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts", ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/holds", ACCOUNTS_WRITE, CASH_WRITE)
                .allow(POST, "/v1/accounts/*/holds/*/capture", CASH_WRITE)
                .allow(POST, "/v1/accounts/*/holds/*/release", ACCOUNTS_WRITE, CASH_WRITE)
                .allow(POST, "/v1/accounts/*/fees", ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/freeze", ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/unfreeze", ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/close", ACCOUNTS_WRITE)
                .allow(POST, "/v1/accounts/*/interest", ACCOUNTS_WRITE)
                .allow(PUT, "/v1/accounts/*/overdraft-limit", ACCOUNTS_WRITE)
                .allow(POST, "/v1/transactions/*/reversal", ACCOUNTS_WRITE)
                .allow(POST, "/v1/transactions/*/correction", ACCOUNTS_WRITE)
                .allow(POST, "/v1/approvals/*/approve", APPROVALS_WRITE)
                // Whoever could ask may take it back; the decision knows who asked.
                .allow(
                        POST,
                        "/v1/approvals/*/reject",
                        APPROVALS_WRITE,
                        ACCOUNTS_WRITE,
                        CASH_WRITE,
                        CATALOGUE_WRITE,
                        CUSTOMERS_ERASE,
                        HISTORY_IMPORT,
                        LEGAL_HOLDS_WRITE,
                        OWN_ACCOUNTS_WRITE)
                .allow(POST, "/v1/documents/*/acceptance", ACCOUNTS_WRITE)
                .allow(POST, "/v1/documents/*/rejection", ACCOUNTS_WRITE)
                .allow(DELETE, "/v1/customers/*/personal-data", CUSTOMERS_ERASE)
                .allow(DELETE, "/v1/customers/*/erasure", CUSTOMERS_ERASE, LEGAL_HOLDS_WRITE)
                .allow(POST, "/v1/customers/*/legal-hold", LEGAL_HOLDS_WRITE)
                .allow(DELETE, "/v1/customers/*/legal-hold", LEGAL_HOLDS_WRITE)
                .allow(POST, "/v1/interest-runs", ACCOUNTS_WRITE)
                .allow(GET, "/v1/interest-runs", ACCOUNTS_READ, OPS, AUDIT_READ)
                .allow(GET, "/v1/interest-runs/*", ACCOUNTS_READ, OPS, AUDIT_READ)
                .allow(POST, "/v1/imports", HISTORY_IMPORT)
                .allow(GET, "/v1/imports", ACCOUNTS_READ, OPS, AUDIT_READ)
                .allow(GET, "/v1/imports/*", ACCOUNTS_READ, OPS, AUDIT_READ)
                .allow(GET, "/v1/imports/*/refusals", ACCOUNTS_READ, OPS, AUDIT_READ)
                .allow(DELETE, "/v1/imports/*", HISTORY_IMPORT, ACCOUNTS_WRITE)
                .allow(POST, "/v1/products", CATALOGUE_WRITE)
                .allow(PUT, "/v1/products/*/terms", CATALOGUE_WRITE)
                .allow(POST, "/v1/products/*/retire", CATALOGUE_WRITE)
                .allow(GET, "/v1/log", OPS, AUDIT_READ)
                .allow(GET, "/v1/log/head", OPS, AUDIT_READ)
                .allow(GET, "/v1/log/keys", OPS, AUDIT_READ)
                .allow(GET, "/v1/log/proofs/*", OPS, AUDIT_READ)
                .allow(GET, "/v1/log/consistency", OPS, AUDIT_READ)
                // To verify is to read, however long it takes.
                .allow(POST, "/v1/log/verifications", OPS, AUDIT_READ)
                .allow(GET, "/v1/log/verifications/*", OPS, AUDIT_READ)
                .allow(DELETE, "/v1/log/verifications/*", OPS, AUDIT_READ)
                .allow(GET, "/v1/keys/rewrap", OPS, AUDIT_READ)
                .allow(POST, "/v1/keys/rewrap", OPS)
                .allow(GET, "/v1/denied-callers", CALLERS_DENY, AUDIT_READ)
                .allow(POST, "/v1/denied-callers", CALLERS_DENY)
                .allow(DELETE, "/v1/denied-callers/*", CALLERS_DENY)
                .allow(GET, "/v1/relay", OPS, AUDIT_READ)
                .allow(POST, "/v1/relay/replay", OPS)
                .allow(DELETE, "/v1/relay/replay", OPS);
    }
}
