package io.daybook.command.integrity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the log's tamper evidence. Without a key nothing is signed; all instances that have one should have the same.
 *
 * @param signingKey the key that signs heads, Ed25519 in PKCS#8 and PEM; meant for an environment variable
 * @param signingKeyFile a file with that key, instead
 * @param retiredKeysFile a file with earlier public keys, in PEM
 * @param topic the topic of signed heads
 * @param replication replicas of a topic that is created
 * @param headInterval shortest interval between two signed heads
 * @param kafkaWaitMax maximum time for Kafka to confirm a head, or to return heads
 * @param pageMax events per page of a verification
 */
@Validated
@ConfigurationProperties("daybook.integrity")
record IntegrityProperties(
        @Nullable String signingKey,
        @Nullable Path signingKeyFile,
        @Nullable Path retiredKeysFile,
        @DefaultValue("daybook.heads") @NotBlank String topic,
        @DefaultValue("1") @Min(1) short replication,
        @DefaultValue("5s") Duration headInterval,
        @DefaultValue("10s") Duration kafkaWaitMax,
        @DefaultValue("1000") @Min(1) @Max(10_000) int pageMax) {

    /** Shows no key, wherever it is printed. */
    @Override
    public String toString() {
        return "IntegrityProperties[topic=%s, headInterval=%s]".formatted(topic, headInterval);
    }
}
