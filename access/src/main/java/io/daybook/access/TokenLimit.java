package io.daybook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** After a token was found good: its subject has so many requests, whatever address they come from. */
final class TokenLimit extends OncePerRequestFilter {

    private static final String MANAGEMENT = "/actuator/";

    private final RateLimit limit;
    private final AddressLimit addresses;
    private final Refusals refusals;

    TokenLimit(RateLimit limit, AddressLimit addresses, Refusals refusals) {
        this.limit = limit;
        this.addresses = addresses;
        this.refusals = refusals;
    }

    /** Health and metrics are asked by machines that keep the service running: a busy service is no reason to restart it. */
    static boolean isExempt(HttpServletRequest request) {
        return request.getRequestURI().startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof IdentifiedToken token) {
            addresses.settle(request);
            if (!isExempt(request)) {
                var wait = limit.take(token.identity().actor());
                if (!wait.isZero()) {
                    refusals.tooManyWithToken(response, wait);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }
}
