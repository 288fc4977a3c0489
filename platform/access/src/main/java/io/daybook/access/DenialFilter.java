package io.daybook.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Refuses denied callers, after their token was found good, just now or lately. */
final class DenialFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient DeniedCallers denied;
    private final transient SecurityProblemHandler refusals;

    DenialFilter(DeniedCallers denied, SecurityProblemHandler refusals) {
        this.denied = denied;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && SecurityContextHolder.getContext().getAuthentication() instanceof IdentifiedToken token
                && denied.denies(token)) {
            refusals.denied(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
