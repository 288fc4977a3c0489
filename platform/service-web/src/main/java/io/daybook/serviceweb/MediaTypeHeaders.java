package io.daybook.serviceweb;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a {@code Content-Type} with a wildcard, and an {@code Accept} that cannot be parsed or wants no UTF-8, before anything is
 * done. Spring fails on the former when it reads a body; on the latter at the paths of the actuator, and elsewhere it refuses only
 * once the command is carried out. A {@code Content-Type} that cannot be parsed is refused by whatever reads the body.
 */
class MediaTypeHeaders extends OncePerRequestFilter {

    private final Supplier<HandlerExceptionResolver> problems;

    MediaTypeHeaders(Supplier<HandlerExceptionResolver> problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> problem = problem(request);
        if (problem.isPresent()) {
            problems.get().resolveException(request, response, null, problem.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<Problem> problem(HttpServletRequest request) {
        String contentType = request.getContentType();
        if (StringUtils.hasText(contentType) && isRange(contentType)) {
            return Optional.of(new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "The Content-Type has a wildcard. Send the type of the body, such as application/json, or none."));
        }
        if (!isAnswerable(request)) {
            return Optional.of(
                    new Problem(
                            HttpStatus.NOT_ACCEPTABLE,
                            "not-acceptable",
                            "The header Accept is no list of media types, or of none in UTF-8. Send one such as application/json, or none."));
        }
        return Optional.empty();
    }

    private static boolean isRange(String contentType) {
        try {
            return !MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Reads types one by one: a list is parsed without its empty parts, on which the actuator fails. */
    private static boolean isAnswerable(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            return accepted.isEmpty()
                    || accepted.stream()
                            .flatMap(types -> MimeTypeUtils.tokenize(types).stream())
                            .map(MediaType::parseMediaType)
                            // Each is parsed, also those after one that suffices.
                            .toList()
                            .stream()
                            .anyMatch(MediaTypeHeaders::isInUtf8);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static boolean isInUtf8(MediaType type) {
        return type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
    }
}
