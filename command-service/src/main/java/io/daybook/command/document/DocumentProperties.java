package io.daybook.command.document;

import io.daybook.documents.S3Bucket;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of documents: which are taken, and where their contents are kept.
 *
 * @param folder the folder for contents as files, if no bucket is given; the query-service must reach the same
 * @param s3 the bucket for contents instead
 * @param sizeMax maximum size of a content
 * @param mediaTypes accepted media types, without parameters
 * @param uploadsMax maximum concurrent uploads; together with {@code sizeMax} this bounds their disk space
 * @param uploadsPerCallerMax maximum concurrent uploads of one caller
 * @param uploadFolder the folder for incomplete uploads; by default the JVM's folder for temporary files
 * @param unreferencedAgeMin age from which a content without an event is deleted; longer than any command whose outcome is
 *     still unknown
 */
@Validated
@ConfigurationProperties("daybook.documents")
record DocumentProperties(
        @DefaultValue("documents") Path folder,
        @Nullable S3Bucket s3,
        @DefaultValue("10MB") DataSize sizeMax,

        @DefaultValue({"application/pdf", "image/png", "image/jpeg", "text/plain"}) @NotEmpty
        Set<String> mediaTypes,

        @DefaultValue("32") @Min(1) @Max(1_000) int uploadsMax,
        @DefaultValue("8") @Min(1) @Max(1_000) int uploadsPerCallerMax,
        @Nullable Path uploadFolder,
        @DefaultValue("1h") Duration unreferencedAgeMin) {}
