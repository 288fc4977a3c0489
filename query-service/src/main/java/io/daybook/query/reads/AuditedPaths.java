package io.daybook.query.reads;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The paths whose reads are recorded: all but the products', which tell about nobody. */
final class AuditedPaths {

    private static final String ALL = "/v1/";
    private static final String PRODUCTS = "/v1/products";

    private final Supplier<List<PathPattern>> patterns;

    /** Of those mappings, which are looked at when the first request comes. */
    AuditedPaths(Supplier<RequestMappingHandlerMapping> mappings) {
        this.patterns = SingletonSupplier.of(() -> patterns(mappings.get()));
    }

    private static List<PathPattern> patterns(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().keySet().stream()
                .map(RequestMappingInfo::getPathPatternsCondition)
                .flatMap(condition -> condition == null ? null : condition.getPatterns().stream())
                .filter(pattern -> isRecorded(pattern.getPatternString()))
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

    /** Returns true if a request's path is like those that are recorded, whether or not there is such a path. */
    boolean mayBeRecorded(HttpServletRequest request) {
        return isRecorded(request.getRequestURI());
    }

    private static boolean isRecorded(String path) {
        return path.startsWith(ALL) && !path.startsWith(PRODUCTS);
    }

    /** Finds the subject of a request; empty if its path is not recorded. Where a controller was found, its path was matched. */
    Optional<ReadSubject> subject(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern != null && pattern.toString().startsWith(ALL)
                ? Optional.of(subject(pattern.toString(), variables(request), request))
                : matched(request);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** Of a request that was refused before a controller was looked for. */
    private Optional<ReadSubject> matched(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        for (PathPattern pattern : patterns.get()) {
            PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
            if (match != null) {
                return Optional.of(subject(pattern.getPatternString(), match.getUriVariables(), request));
            }
        }
        return Optional.empty();
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
