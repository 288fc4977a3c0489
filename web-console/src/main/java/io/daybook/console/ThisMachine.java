package io.daybook.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a request comes from the machine that the console runs on: over a connection from a loopback address, through no
 * proxy that says so, and under this machine's own name. The name alone is whatever the client writes; the connection alone would let
 * in a page elsewhere whose name was made to resolve to this machine.
 */
final class ThisMachine {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Headers that a proxy on this machine adds to the requests of others; they are never believed for an address. */
    private static final List<String> TRACES_OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final boolean isPublishedOnLoopback;

    /**
     * The rule.
     *
     * @param isPublishedOnLoopback true in a container whose port is reachable from its host's loopback address only
     */
    ThisMachine(boolean isPublishedOnLoopback) {
        this.isPublishedOnLoopback = isPublishedOnLoopback;
    }

    boolean isOriginOf(HttpServletRequest request) {
        return isNear(request.getRemoteAddr())
                && NAMES.contains(request.getServerName())
                && TRACES_OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    private boolean isNear(String address) {
        try {
            InetAddress peer = InetAddress.ofLiteral(address);
            return peer.isLoopbackAddress() || (isPublishedOnLoopback && peer.isSiteLocalAddress());
        } catch (IllegalArgumentException unknownForm) {
            return false;
        }
    }
}
