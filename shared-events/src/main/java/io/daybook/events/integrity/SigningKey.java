package io.daybook.events.integrity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The key by which the log's keeper signs heads: Ed25519 (RFC 8032). */
public final class SigningKey {

    /** The algorithm's name, in Java and in signed heads. */
    public static final String ALGORITHM = "Ed25519";

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey privateKey;
    private final VerifyingKey verifyingKey;

    private SigningKey(KeyPair pair) {
        this.privateKey = pair.getPrivate();
        this.verifyingKey = new VerifyingKey(pair.getPublic());
    }

    /** A new key. */
    public static SigningKey generate() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519.", e);
        }
    }

    /**
     * Reads a key as {@code openssl genpkey -algorithm ed25519} writes it: PKCS#8 in PEM.
     *
     * @throws IllegalArgumentException if there is not exactly one such key in the text
     */
    public static SigningKey parse(String pem) {
        List<byte[]> blocks = Pem.blocks(LABEL, pem);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException(
                    "Exactly one PEM block '%s' is expected, not %d.".formatted(LABEL, blocks.size()));
        }
        try {
            PrivateKey read =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
            return new SigningKey(pairOf(read));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The PEM block '%s' is no Ed25519 key in PKCS#8.".formatted(LABEL), e);
        }
    }

    /** PKCS#8 leaves the public key out, and Java derives it only where it makes a key: so it is made of the same secret. */
    private static KeyPair pairOf(PrivateKey read) throws GeneralSecurityException {
        byte[] secret = ((EdECPrivateKey) read)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("The key does not show its bytes."));
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new SecretInsteadOfChance(secret));
        KeyPair pair = generator.generateKeyPair();
        if (!pair.getPrivate().equals(read)) {
            throw new GeneralSecurityException(
                    "This Java platform makes Ed25519 keys otherwise than of 32 random bytes.");
        }
        return pair;
    }

    /** The key in PKCS#8 and PEM. Whoever has it can sign heads. */
    public String toPem() {
        return Pem.block(LABEL, privateKey.getEncoded());
    }

    /** Its public half. */
    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /** Signs a head. */
    public SignedHead sign(LogHead head) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(head.bytes());
            return SignedHead.of(head, verifyingKey.id(), Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The head could not be signed.", e);
        }
    }

    /** Gives the secret to the one who asks for random bytes. */
    private static final class SecretInsteadOfChance extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] secret;

        SecretInsteadOfChance(byte[] secret) {
            this.secret = secret;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(secret, 0, bytes, 0, bytes.length);
        }
    }
}
