package io.daybook.access;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A token that was checked, and whose it is. One that does not say what kind of caller that is has no authority at all. */
final class IdentifiedToken extends JwtAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Identity identity;
    private final String fault;

    private IdentifiedToken(
            Jwt token, Collection<? extends GrantedAuthority> authorities, @Nullable Identity identity, String fault) {
        super(token, authorities, requireNonNull(token.getSubject()));
        this.identity = identity;
        this.fault = fault;
    }

    /** The token of a known caller. */
    static IdentifiedToken of(Jwt token, Collection<? extends GrantedAuthority> authorities, Identity identity) {
        return new IdentifiedToken(token, authorities, identity, "");
    }

    /**
     * A genuine token that does not say, or contradicts itself in, what kind of caller it is for.
     *
     * @param fault what is missing, for whoever shows it
     */
    static IdentifiedToken ofUnknownKind(Jwt token, String fault) {
        return new IdentifiedToken(token, List.of(), null, fault);
    }

    /** The caller; nothing if the token does not say of what kind. */
    Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** The id of the token (claim {@code jti}), nothing if it has none. */
    Optional<String> tokenId() {
        return getToken().getClaims().get(JwtClaimNames.JTI) instanceof String id ? Optional.of(id) : Optional.empty();
    }

    /** Missing part, without which the caller is not known. */
    String fault() {
        return fault;
    }
}
