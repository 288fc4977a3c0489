package io.daybook.personaldata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Encrypts personal data with the key of its customer, and decrypts it as long as the key is there. AES-256 in GCM throughout:
 * texts in one piece, contents in segments that are verified one by one (Tink's AES-GCM-HKDF streaming).
 *
 * <p>Every method throws {@link KeysUnavailable} if a key is needed that cannot be had at the moment.
 */
public final class PersonalDataCipher {

    /** The first bytes of an encrypted content, before the id of its key. */
    private static final byte[] CONTENT_BEGINNING = "DBSEAL1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int HEADER_BYTES = CONTENT_BEGINNING.length + 2 * Long.BYTES;
    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int KEYS_REMEMBERED_MAX = 50_000;

    private final KeyStore keys;
    private final Cache<UUID, Optional<Ciphers>> remembered;
    private final Cache<String, Encryptor> encryptors;
    private final BlindIndex index;

    /**
     * A cipher with the keys of that store.
     *
     * @param rememberedFor the time for which a key is kept that was read, and an erased text may still be decrypted
     */
    public PersonalDataCipher(KeyStore keys, Duration rememberedFor) {
        this.keys = keys;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(KEYS_REMEMBERED_MAX)
                .expireAfterWrite(rememberedFor)
                .build();
        this.encryptors = Caffeine.newBuilder()
                .maximumSize(KEYS_REMEMBERED_MAX)
                .expireAfterWrite(rememberedFor)
                .build();
        this.index = new BlindIndex(keys::indexKey);
    }

    /** One key, ready for both kinds of work. */
    private record Ciphers(AesGcmJce texts, AesGcmHkdfStreaming contents) {

        static Ciphers of(SecretKey secret) {
            try {
                byte[] bytes = secret.getEncoded();
                return new Ciphers(
                        new AesGcmJce(bytes),
                        new AesGcmHkdfStreaming(bytes, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has AES and HMAC.", e);
            }
        }
    }

    /** The index that makes encrypted texts findable. */
    public BlindIndex index() {
        return index;
    }

    /** An encryptor for one customer, which looks the key up once. */
    public Encryptor encryptorFor(String customerId) {
        return new Encryptor(keys.keyOf(customerId));
    }

    /**
     * Encryptors for many customers, by customer, which look the keys up together. They are remembered: what is encrypted within
     * that time after an erasure can never be decrypted.
     */
    public Map<String, Encryptor> encryptorsFor(Collection<String> customerIds) {
        return encryptors.getAll(customerIds, missing -> {
            var made = new HashMap<String, Encryptor>();
            keys.keysOf(List.copyOf(missing)).forEach((customerId, key) -> made.put(customerId, new Encryptor(key)));
            return made;
        });
    }

    /** Encrypts with one customer's key. */
    public static final class Encryptor {

        private final UUID keyId;
        private final Ciphers ciphers;

        private Encryptor(DataKey key) {
            this.keyId = key.keyId();
            this.ciphers = Ciphers.of(key.secret());
        }

        /** Encrypts a text. */
        public String encrypt(String text) {
            try {
                byte[] ciphertext = ciphers.texts().encrypt(text.getBytes(StandardCharsets.UTF_8), bytes(keyId));
                return new EncryptedText(keyId, ciphertext).toString();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Encrypts all that is left of a content. Closes neither of the two. */
        public void encrypt(InputStream content, OutputStream encrypted) throws IOException {
            encrypted.write(CONTENT_BEGINNING);
            encrypted.write(bytes(keyId));
            var segments = new ByteArrayOutputStream(2 * SEGMENT_BYTES);
            try (OutputStream out = ciphers.contents().newEncryptingStream(segments, bytes(keyId))) {
                byte[] part = new byte[SEGMENT_BYTES];
                for (int read = content.read(part); read >= 0; read = content.read(part)) {
                    out.write(part, 0, read);
                    segments.writeTo(encrypted);
                    segments.reset();
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            segments.writeTo(encrypted);
        }

        /**
         * Encrypts a content as it is written. It is whole once the returned stream is closed; the given one stays open.
         *
         * @throws IOException if the given stream cannot be written
         */
        public OutputStream encrypting(OutputStream encrypted) throws IOException {
            encrypted.write(CONTENT_BEGINNING);
            encrypted.write(bytes(keyId));
            try {
                return ciphers.contents().newEncryptingStream(new OpenStream(encrypted), bytes(keyId));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Stays open when it is closed. */
    private static final class OpenStream extends FilterOutputStream {

        OpenStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The key that a text is encrypted with; nothing if it is not encrypted. */
    public static Optional<UUID> keyOf(String text) {
        return EncryptedText.parse(text).map(EncryptedText::keyId);
    }

    /** Decrypts a text; nothing if it was erased. A text that is not encrypted is returned as it is. */
    public Optional<String> decrypt(String text) {
        return Optional.ofNullable(decrypt(List.of(text)).get(text));
    }

    /** Decrypts many texts, and looks their keys up at once. Those that were erased are absent. */
    public Map<String, String> decrypt(Collection<String> texts) {
        var decrypted = new HashMap<String, String>();
        var encrypted = new HashMap<String, EncryptedText>();
        texts.forEach(text -> EncryptedText.parse(text)
                .ifPresentOrElse(parts -> encrypted.put(text, parts), () -> decrypted.put(text, text)));
        Map<UUID, Ciphers> ciphers = ciphers(
                encrypted.values().stream().map(EncryptedText::keyId).distinct().toList());
        encrypted.forEach((text, parts) -> {
            Ciphers cipher = ciphers.get(parts.keyId());
            if (cipher != null) {
                decrypted.put(text, decrypted(cipher, parts));
            }
        });
        return decrypted;
    }

    private static String decrypted(Ciphers ciphers, EncryptedText text) {
        try {
            byte[] plain = ciphers.texts().decrypt(text.ciphertext(), bytes(text.keyId()));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A text was not sealed with the key %s, or was altered since.".formatted(text.keyId()), e);
        }
    }

    /**
     * Decrypts a content; nothing if it was erased. A content that is not encrypted is returned as it is. The caller closes what
     * it is given; if it is given nothing, the encrypted content is closed.
     *
     * @throws IOException if the content cannot be read; also, from the stream, if it was altered
     */
    public Optional<InputStream> decrypt(InputStream content) throws IOException {
        var encrypted = new PushbackInputStream(content, HEADER_BYTES);
        byte[] header = encrypted.readNBytes(HEADER_BYTES);
        boolean isEncrypted = header.length == HEADER_BYTES
                && Arrays.equals(header, 0, CONTENT_BEGINNING.length, CONTENT_BEGINNING, 0, CONTENT_BEGINNING.length);
        if (!isEncrypted) {
            encrypted.unread(header);
            return Optional.of(encrypted);
        }
        var ids = ByteBuffer.wrap(header, CONTENT_BEGINNING.length, 2 * Long.BYTES);
        var keyId = new UUID(ids.getLong(), ids.getLong());
        Ciphers cipher = ciphers(List.of(keyId)).get(keyId);
        if (cipher == null) {
            encrypted.close();
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.contents().newDecryptingStream(encrypted, bytes(keyId)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<UUID, Ciphers> ciphers(Collection<UUID> keyIds) {
        var found = new HashMap<UUID, Ciphers>();
        Set<UUID> wanted = new HashSet<>();
        for (UUID keyId : keyIds) {
            Optional<Ciphers> known = remembered.getIfPresent(keyId);
            if (known == null) {
                wanted.add(keyId);
            } else {
                known.ifPresent(ciphers -> found.put(keyId, ciphers));
            }
        }
        if (!wanted.isEmpty()) {
            Map<UUID, DataKey> read = keys.find(wanted);
            wanted.forEach(keyId -> {
                Optional<Ciphers> ciphers = Optional.ofNullable(read.get(keyId)).map(key -> Ciphers.of(key.secret()));
                remembered.put(keyId, ciphers);
                ciphers.ifPresent(cipher -> found.put(keyId, cipher));
            });
        }
        return found;
    }

    private static byte[] bytes(UUID keyId) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .array();
    }
}
