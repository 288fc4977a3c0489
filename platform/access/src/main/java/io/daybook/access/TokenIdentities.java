package io.daybook.access;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads off a good token who calls and what that allows. */
final class TokenIdentities implements Converter<Jwt, AbstractAuthenticationToken> {

    /** Claims with scopes: RFC 9068's, and that of issuers who write them as a list. */
    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");

    private static final Set<String> FOR_CUSTOMERS = Set.of(Scopes.ACCOUNTS_READ, Scopes.ACCOUNTS_WRITE);

    private final String customerClaim;

    TokenIdentities(String customerClaim) {
        this.customerClaim = customerClaim;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Optional<String> customer = Optional.ofNullable(token.getClaimAsString(customerClaim));
        List<GrantedAuthority> authorities = SCOPE_CLAIMS.stream()
                .flatMap(claim -> scopes(token.getClaims().get(claim)))
                .flatMap(scope -> customer.isEmpty() ? Stream.of(scope) : narrowed(scope))
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
        return new IdentifiedToken(token, authorities, new Identity(requireNonNull(token.getSubject()), customer));
    }

    private static Stream<String> scopes(@Nullable Object claim) {
        if (claim instanceof String text) {
            return Arrays.stream(text.split(" ", -1)).filter(scope -> !scope.isEmpty());
        }
        return claim instanceof Collection<?> list ? list.stream().map(String::valueOf) : Stream.empty();
    }

    private static Stream<String> narrowed(String scope) {
        return FOR_CUSTOMERS.contains(scope) ? Stream.of(Scopes.OWN + scope) : Stream.empty();
    }
}
