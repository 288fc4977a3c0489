package io.daybook.command.relay;

import io.daybook.events.TopicMac;
import io.daybook.events.TopicTrust;
import io.daybook.personaldata.KeyFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the MACs (HMAC) on the records of the topic, {@code daybook.topic}.
 *
 * @param mac {@code off}: records are published without MACs. {@code accept}, {@code require}: with MACs; at the end of the
 *     topic, records with a wrong MAC are ignored, with {@code require} also those without
 * @param macKeyFile the file with the keys, one a line, its name and 32 bytes in Base64: the first signs, all are believed;
 *     needed unless MACs are off
 */
@ConfigurationProperties("daybook.topic")
record TopicMacProperties(
        @DefaultValue("off") TopicTrust.Mode mac, @Nullable Path macKeyFile) {

    private static final String KEY_FILE = "daybook.topic.mac-key-file";

    /** The trust in the records of that topic. */
    TopicTrust trust(String topic) {
        if (mac == TopicTrust.Mode.OFF) {
            return TopicTrust.inAll();
        }
        if (macKeyFile == null) {
            throw new IllegalStateException(
                    "%s must name the file with the topic's keys: docs/security.md says how to make one."
                            .formatted(KEY_FILE));
        }
        return TopicTrust.of(mac, new TopicMac(topic, KeyFile.read(macKeyFile, KEY_FILE)));
    }
}
