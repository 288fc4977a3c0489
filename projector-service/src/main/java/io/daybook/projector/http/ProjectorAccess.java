package io.daybook.projector.http;

import static io.daybook.access.Scopes.AUDIT_READ;
import static io.daybook.access.Scopes.OPS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.daybook.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operators do, auditors look. */
@Configuration
class ProjectorAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .allow(GET, "/v1/**", OPS, AUDIT_READ)
                .allow(POST, "/v1/**", OPS)
                .allow(PATCH, "/v1/**", OPS)
                .allow(DELETE, "/v1/**", OPS);
    }
}
