package io.daybook.access;

import io.daybook.serviceweb.AsciiText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Firewall that takes each path in one spelling only. Of a path with encoded letters, {@code /%761/accounts}, the text is another
 * than that of the path it leads to, and whatever decides by the text would decide otherwise than the route. The other rules are
 * Spring's own; by them no path climbs, and none has an encoded slash or percent sign, a semicolon or an empty part.
 */
final class OneSpellingFirewall extends StrictHttpFirewall {

    private static final int DIGITS = 2;
    private static final String UNRESERVED_MARKS = "-._~";

    /** Plain ASCII in headers is told without Spring's patterns: they are slow, and a token is long. */
    OneSpellingFirewall() {
        setAllowedHeaderNames(name -> AsciiText.isPlain(name) || ALLOWED_HEADER_NAMES.test(name));
        setAllowedHeaderValues(value -> AsciiText.isPlain(value) || ALLOWED_HEADER_VALUES.test(value));
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        refuseNeedlessEncoding(request.getRequestURI());
        return super.getFirewalledRequest(request);
    }

    /** A malformed encoding is left to the server, which refuses it. */
    private static void refuseNeedlessEncoding(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            int end = at + 1 + DIGITS;
            if (end <= path.length()
                    && HexFormat.isHexDigit(path.charAt(at + 1))
                    && HexFormat.isHexDigit(path.charAt(at + 2))) {
                char plain = (char) HexFormat.fromHexDigits(path, at + 1, end);
                if (isUnreserved(plain)) {
                    throw new NeedlesslyEncodedPathException(path.substring(at, end), plain);
                }
            }
        }
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || UNRESERVED_MARKS.indexOf(character) >= 0;
    }
}
