package io.daybook.events.integrity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A public key, by which anybody can check that a head was signed by the log's keeper. */
public final class VerifyingKey {

    private static final String LABEL = "PUBLIC KEY";

    private final PublicKey publicKey;
    private final String id;

    VerifyingKey(PublicKey publicKey) {
        this.publicKey = publicKey;
        this.id = idOf(publicKey);
    }

    /**
     * Reads all public keys in that text, as {@code openssl pkey -pubout} writes them.
     *
     * @throws IllegalArgumentException if there is none, or one is no Ed25519 key
     */
    public static List<VerifyingKey> parseAll(String pem) {
        List<byte[]> blocks = Pem.blocks(LABEL, pem);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("A PEM block '%s' is expected.".formatted(LABEL));
        }
        return blocks.stream().map(VerifyingKey::parse).toList();
    }

    private static VerifyingKey parse(byte[] subjectPublicKeyInfo) {
        try {
            return new VerifyingKey(KeyFactory.getInstance(SigningKey.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A PEM block '%s' is no Ed25519 key.".formatted(LABEL), e);
        }
    }

    /** The SHA-256 of the key (SubjectPublicKeyInfo, DER) in hexadecimal. */
    public String id() {
        return id;
    }

    /** The key in PEM. */
    public String toPem() {
        return Pem.block(LABEL, publicKey.getEncoded());
    }

    /** Tells whether the head bears this key's signature, over exactly what it says. */
    public boolean hasSigned(SignedHead head) {
        if (!head.keyId().equals(id) || !head.algorithm().equals(SigningKey.ALGORITHM)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(head.head().bytes());
            return signature.verify(Base64.getDecoder().decode(head.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String idOf(PublicKey publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
