package io.daybook.serviceweb;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses requests with query parameters that their handler does not read, or that are there twice. Passed over, a misspelled filter
 * would filter nothing, and the answer would be about something else than was asked.
 *
 * <p>What a handler reads is what it declares as {@link RequestParam}. Whatever it would read otherwise is refused to everybody, so that
 * it cannot go unnoticed.
 */
final class KnownParameters implements HandlerInterceptor {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    /** Names that are repeated to whoever sent them. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<Method, List<String>> known = new ConcurrentHashMap<>();

    /** Refuses it before anything of the request is done or recorded. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method) {
            check(query, known.computeIfAbsent(method.getMethod(), unused -> declared(method)));
        }
        return true;
    }

    static void check(String query, List<String> declared) {
        Set<String> seen = new HashSet<>();
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            String name = name(parameter);
            if (!declared.contains(name)) {
                throw unknown(name, declared);
            }
            if (!seen.add(name)) {
                throw Problem.malformed("The query parameter %s is there twice. Send it once.".formatted(name))
                        .with("parameter", name);
            }
        }
    }

    private static String name(String parameter) {
        try {
            return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "The name of a query parameter cannot be read: a percent sign is followed by no code.");
        }
    }

    private static Problem unknown(String name, List<String> declared) {
        boolean isPlain = PLAIN_NAME.matcher(name).matches();
        Problem problem = Problem.malformed("%s. %s."
                .formatted(
                        isPlain
                                ? "The query parameter %s is not known here".formatted(name)
                                : "There is a query parameter that is not known here",
                        declared.isEmpty()
                                ? "This path takes none"
                                : "Those that exist: %s".formatted(String.join(", ", declared))));
        return isPlain ? problem.with("parameter", name) : problem;
    }

    /** Names of the query parameters that a handler reads, in its order. */
    static List<String> declared(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> Optional.ofNullable(parameter.getParameterAnnotation(RequestParam.class))
                        .map(annotation -> name(annotation, parameter))
                        .stream())
                .toList();
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        if (!annotation.name().isEmpty()) {
            return annotation.name();
        }
        parameter.initParameterNameDiscovery(NAMES);
        return String.valueOf(parameter.getParameterName());
    }
}
