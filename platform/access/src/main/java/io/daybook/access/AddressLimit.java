package io.daybook.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Limits requests by address before a token is looked at: whoever shows none, or one that has yet to be found good, has what
 * their address has left. A
 * token that proves good is not counted, see {@link #settle}; whoever shows one that was found good lately is let in here and not
 * asked again, so a flood from an address that many share does not stop those who are already in.
 */
final class AddressLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String CHARGED = AddressLimit.class.getName();

    /** One customer of an internet provider has a whole network of this length. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final transient RateLimit limit;
    private final transient ValidatedTokenCache good;
    private final transient SecurityProblemHandler refusals;

    AddressLimit(RateLimit limit, ValidatedTokenCache good, SecurityProblemHandler refusals) {
        this.limit = limit;
        this.good = good;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<IdentifiedToken> known = good.find(authorization);
        if (known.isPresent()) {
            SecurityContextHolder.setContext(new SecurityContextImpl(known.get()));
            chain.doFilter(request, response);
        } else if (authorization == null && TokenLimit.isExempt(request)) {
            chain.doFilter(request, response);
        } else {
            charge(request, response, chain);
        }
    }

    private void charge(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = network(request.getRemoteAddr());
        var wait = limit.take(address);
        if (wait.isZero()) {
            request.setAttribute(CHARGED, address);
            chain.doFilter(request, response);
        } else {
            refusals.tooManyFromAddress(response, wait);
        }
    }

    /** Gives back what this request has cost its address: its token is good, and pays. From now on the token is known. */
    void settle(HttpServletRequest request, IdentifiedToken token) {
        if (request.getAttribute(CHARGED) instanceof String address) {
            request.removeAttribute(CHARGED);
            limit.giveBack(address);
            good.add(token);
        }
    }

    /** The address, of IPv6 only its network: whoever has one has all addresses in it. */
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException unknownForm) {
            return address;
        }
    }
}
