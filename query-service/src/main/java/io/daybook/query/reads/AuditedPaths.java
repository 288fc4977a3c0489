package io.daybook.query.reads;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths whose reads are recorded: every one but those listed here, which tell about nobody. A path is told by the pattern that
 * it is routed by and never by its text, of which there may be several spellings.
 */
final class AuditedPaths {

    private static final List<PathPattern> ABOUT_NOBODY = Stream.of(
                    "/v1/products", "/v1/products/{code}", "/actuator/**", "/error")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private final Supplier<List<PathPattern>> patterns;

    /** Of those mappings, which are looked at when the first request comes. */
    AuditedPaths(Supplier<RequestMappingHandlerMapping> mappings) {
        this.patterns = SingletonSupplier.of(() -> patterns(mappings.get()));
    }

    /** The most specific one first. */
    private static List<PathPattern> patterns(RequestMappingHandlerMapping mappings) {
        return Stream.concat(
                        ABOUT_NOBODY.stream(),
                        mappings.getHandlerMethods().keySet().stream()
                                .map(RequestMappingInfo::getPathPatternsCondition)
                                .flatMap(condition -> condition == null ? null : condition.getPatterns().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Subject of a request, as its path tells it.
     *
     * @param pattern the path's pattern
     */
    record ReadSubject(
            String pattern,
            @Nullable UUID account,
            @Nullable UUID document,
            @Nullable UUID event) {}

    /** Returns false for a path that tells about nobody, and true for every other, whether or not there is such a path. */
    boolean mayBeRecorded(HttpServletRequest request) {
        PathContainer path = path(request);
        // Most paths match none of the few patterns that are listed, and are spared the look at all.
        return ABOUT_NOBODY.stream().noneMatch(pattern -> pattern.matches(path))
                || recorded(path).isPresent();
    }

    /** Finds the subject of a request; empty if nothing is at its path, or what is tells about nobody. */
    Optional<ReadSubject> subject(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (route == null) {
            return beforeItsRoute(request);
        }
        return isAboutNobody(route.toString())
                ? Optional.empty()
                : Optional.of(subject(route.toString(), variables(request), request));
    }

    /** Compares patterns whole: a new route that one of the list would match as a path is another route. */
    private static boolean isAboutNobody(String route) {
        return ABOUT_NOBODY.stream()
                .anyMatch(pattern -> pattern.getPatternString().equals(route));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** Of a request that was refused before a controller was looked for. */
    private Optional<ReadSubject> beforeItsRoute(HttpServletRequest request) {
        PathContainer path = path(request);
        return recorded(path).flatMap(pattern -> Optional.ofNullable(pattern.matchAndExtract(path))
                .map(match -> subject(pattern.getPatternString(), match.getUriVariables(), request)));
    }

    /** The pattern that a path would be routed by, if its reads are recorded. */
    private Optional<PathPattern> recorded(PathContainer path) {
        return patterns.get().stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .filter(pattern -> !isAboutNobody(pattern.getPatternString()));
    }

    private static PathContainer path(HttpServletRequest request) {
        return PathContainer.parsePath(request.getRequestURI());
    }

    private static ReadSubject subject(String pattern, Map<String, String> variables, HttpServletRequest request) {
        String account = variables.getOrDefault("accountId", request.getParameter("accountId"));
        // An approval is named by the event that asked for it.
        String event = variables.getOrDefault("eventId", variables.get("approvalId"));
        return new ReadSubject(pattern, id(account), id(variables.get("documentId")), id(event));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
