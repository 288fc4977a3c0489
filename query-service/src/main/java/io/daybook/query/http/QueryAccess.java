package io.daybook.query.http;

import static io.daybook.access.Scopes.ACCOUNTS_READ;
import static io.daybook.access.Scopes.AUDIT_READ;
import static io.daybook.access.Scopes.OWN_ACCOUNTS_READ;
import static io.daybook.access.Scopes.REPORTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask what. Where customers may, the controller lets them see their own accounts only. */
@Configuration
public class QueryAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .allow(GET, "/v1/accounts", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/balance", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/balances", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/restatements", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/transactions", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/stream", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/holds", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/holds/*", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/transactions/*", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/customers/*/personal-data", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/approvals", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/approvals/*", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
                .allow(GET, "/v1/account-summaries/*", ACCOUNTS_READ)
                .allow(GET, "/v1/limit-breaches", ACCOUNTS_READ, AUDIT_READ)
                .allow(GET, "/v1/documents", ACCOUNTS_READ)
                .allow(GET, "/v1/documents/*", ACCOUNTS_READ)
                .allow(GET, "/v1/documents/*/content", ACCOUNTS_READ)
                .allow(GET, "/v1/accounts/*/history", AUDIT_READ)
                .allow(GET, "/v1/accounts/*/reads", AUDIT_READ)
                .allow(GET, "/v1/reads", AUDIT_READ)
                .allow(GET, "/v1/events/*", AUDIT_READ)
                .allow(GET, "/v1/reports/daily-totals", REPORTS_READ)
                .allow(GET, "/v1/reports/trial-balance", REPORTS_READ)
                .allow(GET, "/v1/reports/flows", REPORTS_READ)
                .allow(GET, "/v1/reports/largest-movers", REPORTS_READ)
                .allow(GET, "/v1/reports/dormant-accounts", REPORTS_READ)
                .allow(GET, "/v1/reports/postings", REPORTS_READ)
                .allowAny(GET, "/v1/products")
                .allowAny(GET, "/v1/products/*");
    }
}
