package io.daybook.benchmark.endpoints;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Authenticates the first token, and every later caller as its owner without a look: controllers need a caller. */
final class FirstTokenFilter implements Filter {

    private static final String BEARER = "Bearer ";

    private final JwtDecoder tokens;
    private final Converter<Jwt, ? extends AbstractAuthenticationToken> identities;
    private volatile @Nullable Principal everybody;

    FirstTokenFilter(JwtDecoder tokens, Converter<Jwt, ? extends AbstractAuthenticationToken> identities) {
        this.tokens = tokens;
        this.identities = identities;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request instanceof HttpServletRequest http ? named(http) : request, response);
    }

    private HttpServletRequest named(HttpServletRequest request) {
        Principal known = everybody == null ? first(request) : everybody;
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable Principal getUserPrincipal() {
                return known;
            }
        };
    }

    private @Nullable Principal first(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        everybody = identities.convert(tokens.decode(header.substring(BEARER.length())));
        return everybody;
    }
}
