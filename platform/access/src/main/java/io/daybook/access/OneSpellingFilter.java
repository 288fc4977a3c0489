package io.daybook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes each path in one spelling only. Of a path with encoded letters, {@code /%761/accounts}, the text is another than that of the
 * path it leads to, and whatever decides by the text would decide otherwise than the route. It comes behind the token, so that the
 * read audit records who has tried, and before the rules of access.
 */
final class OneSpellingFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int DIGITS = 2;
    private static final String UNRESERVED_MARKS = "-._~";

    private final transient SecurityProblemHandler refusals;

    OneSpellingFilter(SecurityProblemHandler refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> needless = needlessEncoding(request.getRequestURI());
        if (needless.isPresent()) {
            refusals.needlesslyEncoded(response, needless.get(), plain(needless.get(), 0));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The first character that is encoded and needs no encoding. A malformed encoding is left to the server, which refuses it. */
    private static Optional<String> needlessEncoding(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            int end = at + 1 + DIGITS;
            if (end <= path.length()
                    && HexFormat.isHexDigit(path.charAt(at + 1))
                    && HexFormat.isHexDigit(path.charAt(at + 2))
                    && isUnreserved(plain(path, at))) {
                return Optional.of(path.substring(at, end));
            }
        }
        return Optional.empty();
    }

    private static char plain(String path, int at) {
        return (char) HexFormat.fromHexDigits(path, at + 1, at + 1 + DIGITS);
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || UNRESERVED_MARKS.indexOf(character) >= 0;
    }
}
