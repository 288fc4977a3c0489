package io.daybook.projector.http;

import static io.daybook.access.Scopes.APPROVALS_WRITE;
import static io.daybook.access.Scopes.AUDIT_READ;
import static io.daybook.access.Scopes.OPS;
import static io.daybook.access.Scopes.WEBHOOKS_WRITE;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.daybook.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operators do, auditors look. What is sent out of the bank is no operator's matter: webhooks have a scope of their own. */
@Configuration
class ProjectorAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .allow(GET, "/v1/views", OPS, AUDIT_READ)
                .allow(GET, "/v1/views/audit/verification", OPS, AUDIT_READ)
                .allow(POST, "/v1/views/*/verification", OPS)
                .allow(GET, "/v1/views/*/parked", OPS, AUDIT_READ)
                .allow(POST, "/v1/views/*/parked/retry", OPS)
                .allow(POST, "/v1/views/*/parked/*/retry", OPS)
                .allow(GET, "/v1/views/*/rebuild", OPS, AUDIT_READ)
                .allow(POST, "/v1/views/*/rebuild", OPS)
                .allow(DELETE, "/v1/views/*/rebuild", OPS)
                .allow(POST, "/v1/views/*/rollback", OPS)
                .allow(GET, "/v1/views/*/generations", OPS, AUDIT_READ)
                .allow(DELETE, "/v1/views/*/generations/*", OPS)
                .allow(GET, "/v1/webhooks", WEBHOOKS_WRITE, APPROVALS_WRITE, OPS, AUDIT_READ)
                .allow(POST, "/v1/webhooks", WEBHOOKS_WRITE)
                .allow(GET, "/v1/webhooks/*", WEBHOOKS_WRITE, APPROVALS_WRITE, OPS, AUDIT_READ)
                .allow(PATCH, "/v1/webhooks/*", WEBHOOKS_WRITE)
                .allow(DELETE, "/v1/webhooks/*", WEBHOOKS_WRITE)
                .allowAdministrative(POST, "/v1/webhooks/*/approve", APPROVALS_WRITE)
                .allowAdministrative(POST, "/v1/webhooks/*/reject", APPROVALS_WRITE)
                .allow(POST, "/v1/webhooks/*/secret", WEBHOOKS_WRITE)
                .allow(GET, "/v1/webhooks/*/deliveries", WEBHOOKS_WRITE, OPS, AUDIT_READ)
                .allow(POST, "/v1/webhooks/*/deliveries/*/redeliver", WEBHOOKS_WRITE)
                .allow(POST, "/v1/webhooks/*/redeliver", WEBHOOKS_WRITE);
    }
}
