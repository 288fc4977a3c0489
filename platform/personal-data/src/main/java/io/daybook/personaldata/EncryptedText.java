package io.daybook.personaldata;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypted text as it stands in events and views: {@code sealed:1:<key id>:<ciphertext>}. Any other text there was never
 * personal, or is from before personal data was encrypted.
 *
 * @param keyId the key
 * @param ciphertext the bytes that only the key decrypts
 */
@SuppressWarnings("ArrayRecordComponent") // Only ever on its way into or out of a text.
record EncryptedText(UUID keyId, byte[] ciphertext) {

    private static final String BEGINNING = "sealed:1:";
    private static final int KEY_ID_CHARS = 36;
    private static final int CIPHERTEXT_AT = BEGINNING.length() + KEY_ID_CHARS + 1;

    /** The parts of an encrypted text, nothing if it is not one. */
    static Optional<EncryptedText> parse(String text) {
        if (!text.startsWith(BEGINNING) || text.length() < CIPHERTEXT_AT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EncryptedText(
                    UUID.fromString(text.substring(BEGINNING.length(), CIPHERTEXT_AT - 1)),
                    Base64.getUrlDecoder().decode(text.substring(CIPHERTEXT_AT))));
        } catch (IllegalArgumentException notEncrypted) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return BEGINNING + keyId + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
    }
}
