package io.daybook.query.privacy;

import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.PersonalDataCipher;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decrypts texts for responses. A balance is told even if the name that belongs to it cannot be. */
@Component
public class PersonalDataDecryptor {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalDataDecryptor.class);

    private final PersonalDataCipher cipher;

    PersonalDataDecryptor(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    /** Decrypts texts, all with one look for their keys. */
    public DecryptedTexts decrypt(Stream<? extends @Nullable String> sealed) {
        Set<String> texts = new HashSet<>();
        sealed.forEach(text -> {
            if (text != null) {
                texts.add(text);
            }
        });
        try {
            return new DecryptedTexts(cipher.decrypt(texts), true);
        } catch (KeysUnavailable unavailable) {
            LOG.atWarn().log("Names are left out of an answer: {}", unavailable.getMessage());
            return new DecryptedTexts(Map.of(), false);
        }
    }
}
