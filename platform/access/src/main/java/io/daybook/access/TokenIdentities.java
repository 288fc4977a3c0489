package io.daybook.access;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final String kindClaim;

    TokenIdentities(String customerClaim, String kindClaim) {
        this.customerClaim = customerClaim;
        this.kindClaim = kindClaim;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Optional<CallerKind> known = CallerKind.of(token.getClaims().get(kindClaim));
        if (known.isEmpty()) {
            return IdentifiedToken.ofUnknownKind(
                    token,
                    "The token's claim %s must be staff, customer or channel. Have the issuer add it."
                            .formatted(kindClaim));
        }
        CallerKind kind = known.get();
        Optional<String> customer = Optional.ofNullable(token.getClaimAsString(customerClaim));
        if (customer.isPresent() != (kind == CallerKind.CUSTOMER)) {
            return IdentifiedToken.ofUnknownKind(
                    token,
                    "The token's claim %s must be there if its claim %s is customer, and only then. Have the issuer put it right."
                            .formatted(customerClaim, kindClaim));
        }
        Set<String> scopes = SCOPE_CLAIMS.stream()
                .flatMap(claim -> scopes(token.getClaims().get(claim)))
                .flatMap(scope -> kind == CallerKind.CUSTOMER ? narrowed(scope) : unlessOwn(scope))
                .collect(Collectors.toSet());
        List<GrantedAuthority> authorities = Stream.concat(Stream.of(Scopes.KNOWN_CALLER), scopes.stream())
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
        var identity = new Identity(requireNonNull(token.getSubject()), kind, customer, scopes);
        return IdentifiedToken.of(token, authorities, identity);
    }

    private static Stream<String> scopes(@Nullable Object claim) {
        if (claim instanceof String text) {
            return Arrays.stream(text.split(" ", -1)).filter(scope -> !scope.isEmpty());
        }
        return claim instanceof Collection<?> list ? list.stream().map(String::valueOf) : Stream.empty();
    }

    /** The narrowed scopes are given here and by no issuer. */
    private static Stream<String> unlessOwn(String scope) {
        return scope.startsWith(Scopes.OWN) || scope.equals(Scopes.KNOWN_CALLER) ? Stream.empty() : Stream.of(scope);
    }

    private static Stream<String> narrowed(String scope) {
        return FOR_CUSTOMERS.contains(scope) ? Stream.of(Scopes.OWN + scope) : Stream.empty();
    }
}
