package io.daybook.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Limits requests by subject after a token was found good, whatever address they come from. */
final class TokenLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String MANAGEMENT = "/actuator/";

    private final transient RateLimit limit;
    private final transient AddressLimit addresses;
    private final transient SecurityProblemHandler refusals;

    TokenLimit(RateLimit limit, AddressLimit addresses, SecurityProblemHandler refusals) {
        this.limit = limit;
        this.addresses = addresses;
        this.refusals = refusals;
    }

    /** Exempts health and metrics: they are asked by machines that keep the service running: a busy service is no reason to restart it. */
    static boolean isExempt(HttpServletRequest request) {
        return request.getRequestURI().startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && SecurityContextHolder.getContext().getAuthentication() instanceof IdentifiedToken token) {
            addresses.settle(request, token);
            if (!isExempt(request)) {
                var wait = limit.take(token.getName());
                if (!wait.isZero()) {
                    refusals.tooManyWithToken(response, wait);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }
}
