package io.daybook.query.summaries;

import io.daybook.query.group.ConditionalOnGroup;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The group's switch. Its store is a {@link SummaryStore}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnGroup(SummariesGroup.NAME)
@ComponentScan
public class SummariesGroup {

    static final String NAME = "summaries";
}
