package io.daybook.query.summaries;

import static io.daybook.access.Scopes.ACCOUNTS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.daybook.query.group.ConditionalOnGroup;
import io.daybook.query.http.GroupAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The group's switch: it takes part only if it is asked for. Its store is a {@link SummaryStore}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnGroup(value = SummariesGroup.NAME, byDefault = false)
@ComponentScan
public class SummariesGroup {

    static final String NAME = "summaries";

    /** Rules of access to the group's paths. They hold as well where the group is switched off: its paths are unknown there. */
    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        GroupAccess summariesRules() {
            return rules -> rules.allow(GET, "/v1/account-summaries/*", ACCOUNTS_READ);
        }
    }
}
