package io.daybook.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Contents as objects of an S3 bucket. The store is told the SHA-256 with each object, and refuses one that arrived as another.
 *
 * <p>This class is the only one that knows the AWS SDK; where no bucket is configured, none of the SDK is loaded.
 */
final class S3DocumentStore implements DocumentStore {

    private static final Region REGION_DEFAULT = Region.US_EAST_1;
    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(2);

    /** The longest silence of the store. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    /** The longest time of one call, its repetitions included; shorter than callers are ready to wait. */
    private static final Duration CALL_TIME_MAX = Duration.ofSeconds(60);

    private static final String OCTETS = "application/octet-stream";

    private final S3Client s3;
    private final String bucket;

    private S3DocumentStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    static S3DocumentStore in(S3Bucket bucket) {
        var builder = S3Client.builder()
                .region(bucket.region() == null ? REGION_DEFAULT : Region.of(bucket.region()))
                .forcePathStyle(bucket.pathStyle())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_WAIT_MAX)
                        .socketTimeout(SILENCE_MAX))
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL_TIME_MAX))
                // The SHA-256 that goes with each object is all that is needed; other stores may not know other
                // checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (bucket.endpoint() != null) {
            builder.endpointOverride(bucket.endpoint());
        }
        return new S3DocumentStore(builder.build(), bucket.bucket());
    }

    @Override
    public void write(UUID documentId, Content content) throws IOException {
        var put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(Place.of(documentId))
                .contentType(OCTETS)
                .contentLength(content.sizeBytes())
                .checksumSHA256(base64(content.sha256()))
                .build();
        try {
            s3.putObject(put, RequestBody.fromContentProvider(() -> opened(content), content.sizeBytes(), OCTETS));
        } catch (SdkException e) {
            throw failed("keep", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Optional<InputStream> read(UUID documentId) throws IOException {
        try {
            return Optional.of(s3.getObject(request -> request.bucket(bucket).key(Place.of(documentId))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("give", e);
        }
    }

    @Override
    public void delete(UUID documentId) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(Place.of(documentId)));
        } catch (SdkException e) {
            throw failed("throw away", e);
        }
    }

    @Override
    public List<UUID> madeOn(LocalDate day) throws IOException {
        String folder = Place.folder(day);
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder)).contents().stream()
                    .flatMap(object -> Place.documentId(object.key().substring(folder.length())).stream())
                    .toList();
        } catch (SdkException e) {
            throw failed("list", e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private static InputStream opened(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }

    private static IOException failed(String what, SdkException cause) {
        return new IOException("The bucket did not %s a document: %s".formatted(what, cause.getMessage()), cause);
    }
}
