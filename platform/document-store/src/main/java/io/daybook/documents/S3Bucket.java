package io.daybook.documents;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or of a store that speaks its protocol. The credentials are found as the AWS SDK finds them: in the
 * environment ({@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}), in a profile, or from the machine it runs on.
 *
 * @param bucket its name; it must be there
 * @param region the region it is in; absent stands for us-east-1, which stores without regions take
 * @param endpoint the address of the store, if it is not Amazon's
 * @param pathStyle true if the bucket is named in the path instead of the host, as most other stores want it
 */
public record S3Bucket(
        String bucket, @Nullable String region, @Nullable URI endpoint, boolean pathStyle) {}
