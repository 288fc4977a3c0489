package io.daybook.command.integrity;

import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import io.daybook.events.integrity.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that signs heads, if there is one, and all by which heads can be checked. */
final class SigningKeys {

    private final @Nullable SigningKey signing;
    private final List<VerifyingKey> verifying;

    private SigningKeys(@Nullable SigningKey signing, List<VerifyingKey> verifying) {
        this.signing = signing;
        this.verifying = verifying;
    }

    /**
     * Reads the configured keys. A key that is configured and cannot be read is a mistake that must be seen at once.
     *
     * @throws IllegalArgumentException if one is no key
     * @throws UncheckedIOException if a file cannot be read
     */
    static SigningKeys of(IntegrityProperties properties) {
        String pem = properties.signingKey();
        Path file = properties.signingKeyFile();
        SigningKey signing = null;
        if (pem != null && !pem.isBlank()) {
            signing = SigningKey.parse(pem);
        } else if (file != null) {
            signing = SigningKey.parse(read(file));
        }
        var verifying = new ArrayList<VerifyingKey>();
        if (signing != null) {
            verifying.add(signing.verifyingKey());
        }
        Path retired = properties.retiredKeysFile();
        if (retired != null) {
            verifying.addAll(VerifyingKey.parseAll(read(retired)));
        }
        return new SigningKeys(signing, List.copyOf(verifying));
    }

    Optional<SigningKey> signing() {
        return Optional.ofNullable(signing);
    }

    /** The public keys: that of the signing key first, then those that are retired. */
    List<VerifyingKey> verifying() {
        return verifying;
    }

    boolean haveSigned(SignedHead head) {
        return verifying.stream().anyMatch(key -> key.hasSigned(head));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s cannot be read.".formatted(file), e);
        }
    }
}
