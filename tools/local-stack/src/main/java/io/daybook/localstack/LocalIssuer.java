package io.daybook.localstack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues the access tokens of a suite that runs on this machine, in place of a bank's own issuer. Its key pair is kept in a
 * folder, so that tokens outlive a restart; whoever can read that folder can act as any user.
 */
public final class LocalIssuer {

    /** Value of the claim {@code iss} in its tokens. */
    public static final String NAME = "urn:daybook:local-issuer";

    /** Value of the claim {@code aud} in its tokens. */
    public static final String AUDIENCE = "daybook";

    /** The customer to whose accounts the customer's token is limited. */
    public static final String CUSTOMER_ID = "customer-1";

    /** All that a member of the bank may be allowed. */
    public static final String EVERY_SCOPE =
            "accounts:read accounts:write cash:write accounts:backdate history:import approvals:write audit:read reports:read "
                    + "catalogue:write webhooks:write ops callers:deny customers:erase legal-holds:write";

    private static final String KIND = "caller_kind";

    private static final int KEY_BITS = 2048;
    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final String ONLY_OWNER = "rw-------";

    private final Path folder;
    private final RSAKey key;

    private LocalIssuer(Path folder, RSAKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Role of a user, with the scopes of its token. The names of the token files follow from these. */
    public enum Role {
        /** Serves customers. */
        TELLER(Role.AT_THE_TILL, null),
        /** Another one, where two are needed. */
        TELLER2(Role.AT_THE_TILL, null),
        /** Has accounts, and sees and moves no others. */
        CUSTOMER("accounts:read accounts:write", CUSTOMER_ID),
        /** Reads everything and writes nothing. */
        AUDITOR("accounts:read audit:read reports:read", null),
        /** Reads reports. */
        ANALYST("reports:read", null),
        /** Keeps the services running, looks after webhooks, and denies callers. */
        OPERATOR("ops webhooks:write callers:deny", null);

        private static final String AT_THE_TILL =
                "accounts:read accounts:write cash:write accounts:backdate history:import approvals:write catalogue:write "
                        + "customers:erase legal-holds:write";

        private final String scopes;
        private final @Nullable String customerId;

        Role(String scopes, @Nullable String customerId) {
            this.scopes = scopes;
            this.customerId = customerId;
        }

        /** The role in small letters: the subject of its token. */
        public String subject() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Issuer with its key in that folder, generated if there is none. */
    public static LocalIssuer in(Path folder) {
        Path file = Folders.created(folder).resolve("key.json");
        try {
            if (!Files.exists(file)) {
                writeForOwner(file, newKey().toJSONString());
            }
            RSAKey key = RSAKey.parse(Files.readString(file));
            var issuer = new LocalIssuer(folder, key);
            Files.writeString(folder.resolve("keys.json"), issuer.keySet());
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies its key into another folder, so that an issuer there makes tokens that are as good. */
    public void copyTo(Path other) {
        try {
            Path file = Folders.created(other).resolve("key.json");
            if (!Files.exists(file)) {
                writeForOwner(file, key.toJSONString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Properties by which a service trusts its tokens. */
    public List<String> properties() {
        return List.of(
                "daybook.access.issuer=" + NAME,
                "daybook.access.keys=" + folder.resolve("keys.json").toUri());
    }

    /** Environment variables by which a service trusts its tokens. */
    public Map<String, String> environment() {
        return Map.of(
                "DAYBOOK_ACCESS_ISSUER",
                NAME,
                "DAYBOOK_ACCESS_KEYS",
                folder.resolve("keys.json").toUri().toString());
    }

    /** The public keys with which its tokens are checked, as a JSON Web Key Set. */
    public String keySet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Writes a token for each role into that folder, as {@code teller.jwt} and so on. */
    public void writeTokens(Path tokens) {
        Folders.created(tokens);
        try {
            for (Role role : Role.values()) {
                Path file = tokens.resolve(role.subject() + ".jwt");
                Files.deleteIfExists(file);
                writeForOwner(file, token(role));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A role's token. */
    public String token(Role role) {
        return token(role.subject(), role.scopes, role.customerId);
    }

    /**
     * A token.
     *
     * @param subject subject that is to show it
     * @param scopes scopes that it allows, separated by spaces
     * @param customerId to whose accounts it is limited, or null
     */
    public String token(String subject, String scopes, @Nullable String customerId) {
        var claims = new JWTClaimsSet.Builder(claims(subject)).claim("scope", scopes);
        if (customerId != null) {
            claims.claim("customer_id", customerId).claim(KIND, "customer");
        }
        return signed(claims.build());
    }

    /**
     * A token of a system of the bank, such as one for cash machines.
     *
     * @param subject which system
     * @param scopes what it allows, separated by spaces
     */
    public String tokenOfChannel(String subject, String scopes) {
        return signed(new JWTClaimsSet.Builder(claims(subject))
                .claim("scope", scopes)
                .claim(KIND, "channel")
                .build());
    }

    /** The claims that every one of its tokens has, for a member of the bank unless another kind of caller is said. */
    public static JWTClaimsSet claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject(subject)
                .claim(KIND, "staff")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .build();
    }

    /** Signs any claims. */
    public String signed(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(KEY_BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OWNER)));
        Files.writeString(file, text);
    }
}
