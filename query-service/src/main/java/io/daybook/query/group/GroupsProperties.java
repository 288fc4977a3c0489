package io.daybook.query.group;

import jakarta.validation.constraints.NotEmpty;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * API groups that run in this process.
 *
 * @param groups the query groups of this process; a group that is not named opens no connection, and its paths are unknown
 */
@Validated
@ConfigurationProperties("daybook")
record GroupsProperties(@NotEmpty Set<String> groups) {}
