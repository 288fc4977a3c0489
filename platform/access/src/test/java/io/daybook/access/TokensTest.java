package io.daybook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Tokens that are believed, as the services are set up to check them. */
class TokensTest {

    private final ECKey key = TestIssuer.key("key-1");
    private final TestIssuer issuer = new TestIssuer(key);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void an_access_token_is_believed_whatever_of_its_names_the_issuer_writes(@Nullable String type) {
        assertThat(decoder(Map.of()).decode(issuer.token(key, type, same())).getSubject())
                .isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "id_token", "token-introspection+jwt", "JOSE"})
    void a_token_of_another_type_is_refused(String type) {
        assertThatThrownBy(() -> decoder(Map.of()).decode(issuer.token(key, type, same())))
                .isInstanceOf(BadJwtException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_hash", "c_hash", "events"})
    void an_id_token_or_a_logout_token_is_refused_whatever_its_type_says(String claim) {
        assertThatThrownBy(() -> decoder(Map.of())
                        .decode(issuer.token(key, "JWT", claims -> claims.claim(claim, Map.of("a", "b")))))
                .isInstanceOf(BadJwtException.class)
                .hasMessageContaining("It is no access token");
    }

    @Test
    void a_token_is_refused_once_it_is_older_than_the_bank_says_however_late_it_ends() {
        JwtDecoder limited = decoder(Map.of("token-age-max", "1h"));

        assertThatCode(() -> limited.decode(issuedAgo(3_600))).doesNotThrowAnyException();
        assertThatThrownBy(() -> limited.decode(issuedAgo(3_640))).hasMessageContaining("issued too long ago");
        assertThatThrownBy(() -> limited.decode(issuedAgo(-300))).hasMessageContaining("issued in the future");
        assertThatThrownBy(() -> limited.decode(issuer.token(key, null, claims -> claims.issueTime(null))))
                .hasMessageContaining("missing required claims: [iat]");
    }

    @Test
    void a_token_that_does_not_end_is_refused() {
        assertThatThrownBy(
                        () -> decoder(Map.of()).decode(issuer.token(key, null, claims -> claims.expirationTime(null))))
                .hasMessageContaining("missing required claims: [exp]");
    }

    @Test
    void sixty_tokens_with_names_of_keys_that_nobody_has_cost_the_issuer_two_fetches() {
        JwtDecoder decoder = decoder(Map.of());

        for (int i = 0; i < 60; i++) {
            String invented = issuer.token(TestIssuer.key("invented-" + i), null, same());
            assertThatThrownBy(() -> decoder.decode(invented)).isInstanceOf(BadJwtException.class);
        }

        assertThat(issuer.fetches()).isEqualTo(2);
        assertThatCode(() -> decoder.decode(issuer.token(key, null, same()))).doesNotThrowAnyException();
    }

    private String issuedAgo(long seconds) {
        return issuer.token(
                key, null, claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(seconds))));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> same() {
        return UnaryOperator.identity();
    }

    private JwtDecoder decoder(Map<String, String> settings) {
        var all = new HashMap<>(
                Map.of("issuer", issuer.name(), "keys", issuer.address().toString()));
        all.putAll(settings);
        var source = new MapConfigurationPropertySource();
        all.forEach((name, value) -> source.put("daybook.access." + name, value));
        AccessProperties properties = new Binder(source).bindOrCreate("daybook.access", AccessProperties.class);
        return new AccessAutoConfiguration()
                .tokens(properties, new TokenLifetime(properties.tokenAgeMax(), Clock.systemUTC()));
    }
}
