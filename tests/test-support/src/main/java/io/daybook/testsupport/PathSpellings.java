package io.daybook.testsupport;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Other spellings of a path, by which somebody might hope to reach it past what looks at its text. */
public final class PathSpellings {

    private PathSpellings() {}

    /** The path with one character encoded that needs no encoding: each of them, with hexadecimal digits in capitals and not. */
    public static List<String> needlesslyEncoded(String path) {
        return IntStream.range(0, path.length())
                .filter(at -> path.charAt(at) != '/')
                .boxed()
                .flatMap(at -> Stream.of("%%%02X", "%%%02x")
                        .map(form ->
                                path.substring(0, at) + form.formatted((int) path.charAt(at)) + path.substring(at + 1)))
                .distinct()
                .toList();
    }

    /** The path in spellings that are wrong in another way; it begins with {@code /v1/}. */
    public static List<String> odd(String path) {
        String rest = path.substring("/v1".length());
        return List.of(
                "/%2576" + path.substring(2),
                "/%252576" + path.substring(2),
                "/v1" + rest.replaceFirst("/", "%2F"),
                "/v1" + rest.replaceFirst("/", "%2f"),
                "/v1" + rest.replaceFirst("/", "%252F"),
                "/v1" + rest.replaceFirst("/", "%5C"),
                "/v1" + rest.replaceFirst("/", "\\\\"),
                "/v1;a=b" + rest,
                "/v1;" + rest,
                "/v1%3Ba=b" + rest,
                path + ";a=b",
                path + ";.css",
                "/" + path,
                "/v1/" + rest,
                path + "/",
                path + "//",
                "/." + path,
                "/v1/." + rest,
                "/v1/../v1" + rest,
                "/v1/x/.." + rest,
                "/actuator/.." + path,
                "/actuator/health/../.." + path,
                "/v1/%2e" + rest,
                "/v1/%2E%2e/v1" + rest,
                "/v1/..;" + path,
                "/%c1%b6" + path.substring(2),
                "/%e0%81%b6" + path.substring(2),
                "/v1%c0%af" + rest.substring(1),
                "/%u0076" + path.substring(2),
                "/%7" + path.substring(2),
                "/%" + path.substring(1),
                path + "%00",
                path + "%20",
                path + "%0a",
                path + "%09",
                path + ".json",
                path.toUpperCase(Locale.ROOT),
                "%2Fv1" + rest,
                path.substring(1),
                path + "%23",
                path + "%3Flimit=1");
    }
}
