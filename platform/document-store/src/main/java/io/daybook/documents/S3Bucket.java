package io.daybook.documents;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or of a store that speaks its protocol. The credentials are found as the AWS SDK finds them: in the
 * environment ({@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}), in a profile, or from the machine it runs on.
 *
 * @param bucket name of the bucket, which must exist
 * @param region region of the bucket; by default {@code us-east-1}, which stores without regions accept
 * @param endpoint address of a store other than AWS
 * @param pathStyle names the bucket in the path instead of the host, as most other stores need it
 */
public record S3Bucket(
        String bucket, @Nullable String region, @Nullable URI endpoint, boolean pathStyle) {}
