package io.daybook.projector.webhooks.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Receivers that the bank has listed, {@code daybook.webhooks.receivers}. A URL of any other is not forbidden by that: it waits
 * for a second person. So a spelling that is not understood with certainty counts as not listed.
 */
public final class AllowedReceivers {

    /** The last label of a name begins with a letter, as in RFC 2396: no wildcard stands for addresses. */
    private static final Pattern ENTRY = Pattern.compile("""
            (?<scheme>https?)://\
            (?<wildcard>\\*\\.)?(?<host>[a-z0-9][a-z0-9.-]*|\\[[0-9a-f:.]+])\
            (?::(?<port>\\d{1,5}|\\*))?\
            (?<path>/[^%?#\\\\]*)?""");

    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

    /** Segments that a server may resolve, also with a parameter behind them. */
    private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:;|/|$)");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String ANY_PORT = "*";

    private final List<Entry> entries;

    /**
     * The receivers of a list.
     *
     * @throws IllegalStateException if an entry is not one; the message says what one looks like
     */
    public AllowedReceivers(List<String> entries) {
        this.entries = entries.stream().map(Entry::parse).toList();
    }

    /**
     * Receivers that are listed together.
     *
     * @param scheme their scheme
     * @param host their host
     * @param isWildcard true for the hosts below that one, and not itself
     * @param port their port; null for any
     * @param folder the beginning of their paths, with a slash at its end; only a slash for any path
     */
    private record Entry(
            String scheme,
            String host,
            boolean isWildcard,
            @Nullable Integer port,
            String folder) {

        static Entry parse(String text) {
            Matcher parts = ENTRY.matcher(text);
            if (!parts.matches()) {
                throw unfit(text);
            }
            String host = parts.group("host");
            boolean isWildcard = parts.group("wildcard") != null;
            String path = parts.group("path") == null ? "/" : parts.group("path");
            boolean isBadWildcard = isWildcard && !NAME.matcher(host).matches();
            if (isBadWildcard || DOTS.matcher(path).find()) {
                throw unfit(text);
            }
            String scheme = parts.group("scheme");
            String port = parts.group("port");
            Integer number = ANY_PORT.equals(port) ? null : portOf(scheme, port == null ? -1 : Integer.parseInt(port));
            return new Entry(scheme, host, isWildcard, number, path.endsWith("/") ? path : path + "/");
        }

        private static IllegalStateException unfit(String text) {
            return new IllegalStateException(
                    "daybook.webhooks.receivers has '%s'; a receiver is like https://crm.example, https://*.crm.example:8443 or https://crm.example/hooks, in small letters."
                            .formatted(text));
        }

        boolean has(URI url, String host) {
            return scheme.equals(url.getScheme())
                    && (isWildcard ? host.endsWith("." + this.host) : host.equals(this.host))
                    && (port == null || port == portOf(scheme, url.getPort()))
                    && hasPath(url.getRawPath());
        }

        private boolean hasPath(String path) {
            if (folder.equals("/")) {
                return true;
            }
            boolean isPlain = path.indexOf('%') < 0 && !DOTS.matcher(path).find();
            return isPlain && (path + "/").startsWith(folder);
        }
    }

    private static int portOf(String scheme, int port) {
        if (port >= 0) {
            return port;
        }
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** Tells whether a URL is one of a listed receiver; never one with a user. */
    public boolean has(String url) {
        try {
            var uri = new URI(url);
            String host = uri.getHost();
            return host != null
                    && uri.getRawUserInfo() == null
                    && entries.stream().anyMatch(entry -> entry.has(uri, host.toLowerCase(Locale.ROOT)));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
