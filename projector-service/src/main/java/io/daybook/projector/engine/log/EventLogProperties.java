package io.daybook.projector.engine.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Database of the event log, from which views are rebuilt and with which they are compared, if it is given. Nothing else reads
 * it.
 *
 * @param url JDBC URL of the log's database; without it, views cannot be built from the log or compared with it
 * @param username name of a role that can only read
 * @param password password of the role
 */
@ConfigurationProperties("daybook.log")
public record EventLogProperties(
        @Nullable String url,
        @Nullable String username,
        @DefaultValue("") String password) {

    /** The settings that are needed and absent. */
    List<String> missing() {
        var values = new TreeMap<String, @Nullable String>();
        values.put("daybook.log.url", url);
        values.put("daybook.log.username", username);
        return values.entrySet().stream()
                .filter(setting ->
                        setting.getValue() == null || setting.getValue().isBlank())
                .map(Map.Entry::getKey)
                .toList();
    }
}
