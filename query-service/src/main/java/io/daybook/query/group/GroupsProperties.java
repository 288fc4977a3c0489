package io.daybook.query.group;

import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * API groups that run in this process.
 *
 * @param groups the query groups of this process; a group that is not named opens no connection, and its paths are unknown. If
 *     absent, all that are registered but {@code summaries}
 */
@Validated
@ConfigurationProperties("daybook")
record GroupsProperties(@Nullable @Size(min = 1) Set<String> groups) {}
