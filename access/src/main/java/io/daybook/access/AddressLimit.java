package io.daybook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before a token is looked at: whoever shows none, or one that has yet to be found good, has what their address has left. A
 * token that proves good is not counted, see {@link #settle}; one that was found good lately is not asked here at all, so a
 * flood from an address that many share does not stop those who are already in.
 */
final class AddressLimit extends OncePerRequestFilter {

    private static final String CHARGED = AddressLimit.class.getName();
    private static final String BEARER = "Bearer ";

    /** One customer of an internet provider has a whole network of this length. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimit limit;
    private final Tokens tokens;
    private final Refusals refusals;

    AddressLimit(RateLimit limit, Tokens tokens, Refusals refusals) {
        this.limit = limit;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null ? TokenLimit.isExempt(request) : isRemembered(authorization)) {
            chain.doFilter(request, response);
            return;
        }
        String address = network(request.getRemoteAddr());
        var wait = limit.take(address);
        if (wait.isZero()) {
            request.setAttribute(CHARGED, address);
            chain.doFilter(request, response);
        } else {
            refusals.tooManyFromAddress(response, wait);
        }
    }

    /** What this request has cost its address is given back: its token is good, and pays. */
    void settle(HttpServletRequest request) {
        if (request.getAttribute(CHARGED) instanceof String address) {
            request.removeAttribute(CHARGED);
            limit.giveBack(address);
        }
    }

    private boolean isRemembered(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && tokens.remembers(authorization.substring(BEARER.length()));
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
