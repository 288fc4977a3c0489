package io.daybook.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who is denied, by subject and by token. */
class DeniedCallersTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final DeniedCallers denied = new DeniedCallers(Clock.fixed(NOW, ZoneOffset.UTC));

    private static IdentifiedToken token(String subject, @Nullable String id) {
        Jwt.Builder token = Jwt.withTokenValue("value").header("alg", "ES256").subject(subject);
        return IdentifiedToken.ofUnknownKind(
                id == null ? token.build() : token.jti(id).build(), "");
    }

    private static DeniedCaller denial(@Nullable String subject, @Nullable String tokenId, @Nullable Instant until) {
        return new DeniedCaller(UUID.randomUUID(), subject, tokenId, "stolen", "olga", NOW, until);
    }

    @Test
    void nobody_is_denied_at_first() {
        assertThat(denied.denies(token("ada", "token-1"))).isFalse();
    }

    @Test
    void every_token_of_a_denied_subject_is_denied_and_no_other() {
        denied.replace(List.of(denial("mallory", null, null)));

        assertThat(denied.denies(token("mallory", "token-1"))).isTrue();
        assertThat(denied.denies(token("mallory", null))).isTrue();
        assertThat(denied.denies(token("ada", "mallory"))).isFalse();
    }

    @Test
    void a_denied_token_is_denied_and_another_one_of_its_subject_is_not() {
        denied.replace(List.of(denial(null, "token-1", null)));

        assertThat(denied.denies(token("ada", "token-1"))).isTrue();
        assertThat(denied.denies(token("ada", "token-2"))).isFalse();
        assertThat(denied.denies(token("ada", null))).isFalse();
        assertThat(denied.denies(token("token-1", null))).isFalse();
    }

    @Test
    void a_denial_ends_at_its_time_even_if_the_list_is_not_read_again() {
        denied.replace(List.of(denial("mallory", null, NOW), denial(null, "token-1", NOW.plus(Duration.ofMillis(1)))));

        assertThat(denied.denies(token("mallory", null))).isFalse();
        assertThat(denied.denies(token("ada", "token-1"))).isTrue();
    }

    @Test
    void whoever_is_not_on_the_next_list_is_let_in_again() {
        denied.replace(List.of(denial("mallory", null, null)));
        denied.replace(List.of());

        assertThat(denied.denies(token("mallory", null))).isFalse();
    }
}
