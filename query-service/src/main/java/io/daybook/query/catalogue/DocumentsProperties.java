package io.daybook.query.catalogue;

import io.daybook.documents.S3Bucket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Store of the contents of documents, the same as the command-service's.
 *
 * @param folder the folder with the contents as files, if no bucket is given; it is only read
 * @param s3 the bucket with the contents instead
 */
@Validated
@ConfigurationProperties("daybook.documents")
record DocumentsProperties(
        @DefaultValue("documents") Path folder, @Nullable S3Bucket s3) {}
