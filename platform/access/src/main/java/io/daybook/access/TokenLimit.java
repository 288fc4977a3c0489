package io.daybook.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Limits requests by subject after a token was found good, whatever address they come from. Customers may send fewer than the
 * bank's own people and programs.
 */
final class TokenLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String MANAGEMENT = "/actuator/";

    private final transient RateLimit bank;
    private final transient RateLimit customers;
    private final transient AddressLimit addresses;
    private final transient SecurityProblemHandler refusals;

    TokenLimit(RateLimit bank, RateLimit customers, AddressLimit addresses, SecurityProblemHandler refusals) {
        this.bank = bank;
        this.customers = customers;
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
                boolean isCustomer =
                        token.identity().flatMap(Identity::customerId).isPresent();
                var wait = (isCustomer ? customers : bank).take(token.getName());
                if (!wait.isZero()) {
                    refusals.tooManyWithToken(response, wait);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }
}
