package io.daybook.projector.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0.0 says: {@code v1} is the HMAC-SHA256 of {@code id.timestamp.body}. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";

    private Signature() {}

    /**
     * The header {@code webhook-signature}.
     *
     * @param secrets each gives a signature; the receiver needs to know one of them
     * @param sentAt the time of this try, which stands in the header {@code webhook-timestamp} in seconds
     */
    static String header(List<Secret> secrets, String id, Instant sentAt, String body) {
        byte[] signed = "%s.%d.%s".formatted(id, sentAt.getEpochSecond(), body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> VERSION + hmac(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String hmac(Secret secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", e);
        }
    }
}
