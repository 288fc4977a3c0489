package io.daybook.access;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A token that was checked, and whose it is. */
final class IdentifiedToken extends JwtAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    IdentifiedToken(Jwt token, Collection<? extends GrantedAuthority> authorities, Identity identity) {
        super(token, authorities, identity.actor());
        this.identity = identity;
    }

    Identity identity() {
        return identity;
    }
}
