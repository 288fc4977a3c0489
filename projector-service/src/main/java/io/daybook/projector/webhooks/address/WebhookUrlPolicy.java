package io.daybook.projector.webhooks.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Addresses that webhooks may go to: over https, to addresses of the public internet. Whoever subscribes names a URL that this service
 * calls from within the bank's network, so that network must not be in reach.
 *
 * <p>The HTTP client resolves names through {@link #resolve}, and connects to the addresses that it answers with and to no
 * others: a name that turned to a private address after it was checked is of no use.
 */
public final class WebhookUrlPolicy implements DnsResolver {

    /** More is no receiver's address, and would not fit into logs and pages. */
    private static final int URL_LENGTH_MAX = 2_000;

    /** IANA's special-purpose addresses that are not globally reachable, multicast, and what is reserved. */
    private static final List<AddressRange> IPV4_NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Global unicast; whatever is outside of it is loopback, link-local, unique local, multicast or translated. */
    private static final AddressRange IPV6_UNICAST = AddressRange.parse("2000::/3");

    /** Of those: IETF protocols with Teredo, documentation, 6to4, which carries any IPv4 address. */
    private static final List<AddressRange> IPV6_NOT_PUBLIC =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final boolean isInsecureAllowed;

    /**
     * A policy.
     *
     * @param isInsecureAllowed allows plain http and private addresses as well
     */
    public WebhookUrlPolicy(boolean isInsecureAllowed) {
        this.isInsecureAllowed = isInsecureAllowed;
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }

    /** A URL that webhooks do not go to; the message says why, and does not repeat the URL. */
    public static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;

        NotAllowed(String message) {
            super(message);
        }
    }

    /**
     * Checks a URL that somebody wants to subscribe with. A name that cannot be resolved at the moment passes: it is checked
     * again at each delivery.
     *
     * @throws NotAllowed if webhooks do not go there
     */
    public void check(String url) throws NotAllowed {
        URI uri = checkForm(url);
        try {
            InetAddress[] unused = resolve(uri.getHost());
        } catch (PrivateAddress e) {
            throw new NotAllowed("The URL's host has an address that is not on the public internet.");
        } catch (UnknownHostException e) {
            return;
        }
    }

    /**
     * Checks what can be told without a look at the host's addresses.
     *
     * @throws NotAllowed if webhooks do not go there
     */
    public URI checkForm(String url) throws NotAllowed {
        URI uri = parsed(url);
        String scheme = String.valueOf(uri.getScheme());
        Set<String> schemes = isInsecureAllowed ? Set.of("http", "https") : Set.of("https");
        if (!schemes.contains(scheme)) {
            throw new NotAllowed("The URL must begin with https://.");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new NotAllowed("The URL must have a host, and neither a user nor a fragment.");
        }
        return uri;
    }

    private static URI parsed(String url) throws NotAllowed {
        if (url.length() > URL_LENGTH_MAX) {
            throw new NotAllowed("The URL must have %d characters at most.".formatted(URL_LENGTH_MAX));
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new NotAllowed("The URL cannot be read.");
        }
    }

    /** A host that has an address where webhooks do not go. */
    public static final class PrivateAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        PrivateAddress() {
            super("The host has an address that is not on the public internet.");
        }
    }

    /**
     * The addresses of a host.
     *
     * @throws PrivateAddress if any of them is one where webhooks do not go
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (!isInsecureAllowed && !Arrays.stream(addresses).allMatch(WebhookUrlPolicy::isPublic)) {
            throw new PrivateAddress();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** Tells whether everybody on the internet means the same machine by the address. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return IPV4_NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
        }
        return IPV6_UNICAST.contains(address) && IPV6_NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }
}
