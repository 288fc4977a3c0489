package io.daybook.query.http;

import static io.daybook.access.Scopes.ACCOUNTS_READ;
import static io.daybook.access.Scopes.AUDIT_READ;
import static io.daybook.access.Scopes.OWN_ACCOUNTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.access.AccessRules;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Rules of access to queries: those of the groups, and those of paths under which several groups answer. Where customers may ask,
 * the controller lets them see their own accounts only.
 */
@Configuration
public class QueryAccess {

    @Bean
    AccessRules accessRules(List<GroupAccess> groups) {
        var rules = new AccessRules();
        groups.forEach(group -> group.addTo(rules));
        return rules.allow(GET, "/v1/accounts", ACCOUNTS_READ, OWN_ACCOUNTS_READ)
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
                .allow(GET, "/v1/limit-breaches", ACCOUNTS_READ, AUDIT_READ)
                .allow(GET, "/v1/accounts/*/history", AUDIT_READ)
                .allow(GET, "/v1/accounts/*/reads", AUDIT_READ)
                .allow(GET, "/v1/reads", AUDIT_READ)
                .allow(GET, "/v1/operations", AUDIT_READ)
                .allow(GET, "/v1/events/*", AUDIT_READ);
    }
}
