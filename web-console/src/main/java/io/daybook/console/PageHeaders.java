package io.daybook.console;

import io.daybook.console.ConsoleProperties.SignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/**
 * Tells the browser what a page of the console may do: run and fetch what comes from here, and nothing else. Answers of the
 * services bring headers of their own and are left as they are.
 */
@Component
class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final String policy;

    PageHeaders(ConsoleProperties properties) {
        SignIn signIn = properties.signIn();
        // A preview of a document is made from what was fetched, so it is a blob of the page's own.
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
                + "frame-src blob:; connect-src 'self'%s; ".formatted(signIn == null ? "" : " " + signIn.origin())
                + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getRequestURI().startsWith("/v1/")) {
            response.setHeader("Content-Security-Policy", policy);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
            response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        }
        chain.doFilter(request, response);
    }
}
