package io.daybook.query.privacy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decrypted texts, as far as they could be decrypted.
 *
 * @param texts the texts, by what they were sealed to; those that could not be decrypted are absent
 * @param areKeysAvailable true if the key store answered
 */
public record DecryptedTexts(Map<String, String> texts, boolean areKeysAvailable) {

    /** The text, null if it is withheld or there never was one. */
    public @Nullable String text(@Nullable String sealed) {
        return sealed == null ? null : texts.get(sealed);
    }

    /**
     * Reason for which a text is missing, null if it is there.
     *
     * @param sealed a text that everything of its kind has: one that is not in the view is erased
     */
    public @Nullable Withheld withheld(@Nullable String sealed) {
        if (sealed != null && texts.containsKey(sealed)) {
            return null;
        }
        return sealed == null || areKeysAvailable ? Withheld.ERASED : Withheld.UNAVAILABLE;
    }
}
