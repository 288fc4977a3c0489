package io.daybook.query.group;

import jakarta.validation.constraints.NotEmpty;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * API groups that run in this process.
 *
 * @param groups their names; a group that is not listed opens no connection, and its paths are unknown
 */
@Validated
@ConfigurationProperties("daybook")
record GroupsProperties(@NotEmpty Set<String> groups) {}
