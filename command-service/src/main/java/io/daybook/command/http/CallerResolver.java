package io.daybook.command.http;

import io.daybook.access.Identity;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the {@link Caller} off a request's headers and its token. A controller that takes it takes an Idempotency-Key; one
 * that needs to know no more than who calls takes the identity alone.
 */
final class CallerResolver implements HandlerMethodArgumentResolver {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern ENTITY_TAG = Pattern.compile("\"([1-9]\\d{0,17})\"");
    private static final Pattern HEADER_TEXT = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");

    private final boolean isKeyRequired;

    CallerResolver(boolean isKeyRequired) {
        this.isKeyRequired = isKeyRequired;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        return new Caller(
                Identity.of(request),
                idempotencyKey(request),
                expectedVersion(request.getHeader(HttpHeaders.IF_MATCH)),
                request.getMethod() + " " + request.getRequestURI());
    }

    private @Nullable String idempotencyKey(HttpServletRequest request) {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key == null && isKeyRequired) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key-required",
                    "The header Idempotency-Key is missing. Send the command with a key of its own, such as a UUID, and repeat"
                            + " it under the same key until there is a response.");
        }
        if (key != null && !HEADER_TEXT.matcher(key).matches()) {
            throw new InvalidHeaderException(IDEMPOTENCY_KEY, "1 to 255 printable ASCII characters");
        }
        return key;
    }

    private static OptionalLong expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return OptionalLong.empty();
        }
        if (ifMatch.strip().equals("*")) {
            return OptionalLong.of(CommandEnvelope.ANY_VERSION);
        }
        Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new InvalidHeaderException(
                    HttpHeaders.IF_MATCH, "one ETag as a command or query answered it, such as \"7\", or *");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
