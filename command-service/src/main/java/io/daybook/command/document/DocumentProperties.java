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
 * @param folder where contents are kept as files, if no bucket is given; the query-service must reach the same
 * @param s3 the bucket in which they are kept instead
 * @param sizeMax how large a content may be
 * @param mediaTypes what contents may be, as media types without parameters
 * @param uploadsMax uploads that may be under way at once; together with {@code sizeMax} this bounds the disk they take
 * @param uploadFolder where uploads wait until they are whole; absent stands for the JVM's folder for temporary files
 * @param unreferencedAgeMin how old a content must be before it is thrown away because no event speaks of it: longer than any
 *     command can take whose outcome is still unknown
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
        @Nullable Path uploadFolder,
        @DefaultValue("1h") Duration unreferencedAgeMin) {}
