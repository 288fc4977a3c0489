package io.daybook.access;

import io.daybook.serviceweb.ProblemDetails;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refuses requests before any controller sees them: with a problem detail, and the challenge of RFC 6750 in the header. */
final class SecurityProblemHandler
        implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler, RequestRejectedHandler {

    /** Spellings that no path may have, and what each is. */
    private static final Map<String, String> NOT_TAKEN = Map.of(
            "//", "a part of it is empty",
            ";", "a semicolon",
            "%25", "an encoded percent sign");

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler insufficientScope = new BearerTokenAccessDeniedHandler();
    private final JsonMapper json;
    private final Counter tooManyFromAddress;
    private final Counter tooManyWithToken;

    SecurityProblemHandler(JsonMapper json, MeterRegistry metrics) {
        this.json = json;
        this.tooManyFromAddress = limited(metrics, "address");
        this.tooManyWithToken = limited(metrics, "token");
    }

    private static Counter limited(MeterRegistry metrics, String client) {
        return Counter.builder("daybook.access.limited")
                .description("Requests refused because their client asked too often")
                .tag("client", client)
                .register(metrics);
    }

    /** No token, or none that is believed. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        challenge.commence(request, response, why);
        HttpStatus status = HttpStatus.valueOf(response.getStatus());
        write(
                response,
                status,
                status == HttpStatus.UNAUTHORIZED ? "unauthorized" : "malformed",
                why instanceof OAuth2AuthenticationException notBelieved
                        ? "The token is not accepted: %s. Get a new one from the issuer."
                                .formatted(notBelieved.getError().getDescription())
                        : "Send a token of the issuer in the header Authorization: Bearer …");
    }

    /** A token that does not allow this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        insufficientScope.handle(request, response, why);
        if (request.getUserPrincipal() instanceof IdentifiedToken token
                && token.identity().isEmpty()) {
            write(response, HttpStatus.FORBIDDEN, "unknown-caller-kind", token.fault());
            return;
        }
        write(
                response,
                HttpStatus.FORBIDDEN,
                "forbidden",
                "The token's scopes do not allow this, or there is no such path. Which do stands in docs/security.md.");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        if (why instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "issuer-unavailable",
                    "The issuer's keys cannot be had at the moment, so no token can be checked. Try again a little later.");
        } else {
            commence(request, response, why);
        }
    }

    /** A request that no well-meaning client writes, such as one with a path that climbs. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        write(response, HttpStatus.BAD_REQUEST, "malformed", rejected(request.getRequestURI()));
    }

    private static String rejected(String path) {
        return NOT_TAKEN.entrySet().stream()
                .filter(spelling -> path.contains(spelling.getKey()))
                .findFirst()
                .map(spelling ->
                        "The path has %s: %s. Send it without.".formatted(spelling.getKey(), spelling.getValue()))
                .orElse("The request's path, or a header of it, has characters that are not taken: in a path an"
                        + " encoded semicolon or control character, or a part that is only dots; in a header"
                        + " control characters. Send it without them.");
    }

    /** A path with a character that is encoded and needs no encoding. */
    void needlesslyEncoded(HttpServletResponse response, String encoded, char plain) throws IOException {
        write(
                response,
                HttpStatus.BAD_REQUEST,
                "malformed",
                "The path has %s, which is the character %c. Send letters, digits and - . _ ~ of a path as they are (RFC 3986, 2.3)."
                        .formatted(encoded, plain));
    }

    /** A script of a web page that nobody has said may call, or a method or header that such scripts may not use. */
    void originNotAllowed(HttpServletResponse response) throws IOException {
        write(
                response,
                HttpStatus.FORBIDDEN,
                "origin-not-allowed",
                "Scripts of this origin may not call like this. Which origins may is set by daybook.access.allowed-origins.");
    }

    /** A caller whom the bank lets in nowhere: another token of the same subject would not help. */
    void denied(HttpServletRequest request, HttpServletResponse response) throws IOException {
        challenge.commence(request, response, new InvalidBearerTokenException("The caller or the token is denied"));
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "caller-denied",
                "The bank denies this caller, or this token. Ask those who run it; to send the request again does not help.");
    }

    /** A client without a good token that asks too often. */
    void tooManyFromAddress(HttpServletResponse response, Duration wait) throws IOException {
        tooManyFromAddress.increment();
        later(response, wait, "Too many requests without a token that is believed come from your address.");
    }

    /** A client that asks more often than it may. */
    void tooManyWithToken(HttpServletResponse response, Duration wait) throws IOException {
        tooManyWithToken.increment();
        later(response, wait, "Too many requests come with tokens of your subject.");
    }

    private void later(HttpServletResponse response, Duration wait, String why) throws IOException {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "%s The request was not taken. Send it again after the seconds in Retry-After, and fewer at a time."
                        .formatted(why));
    }

    private void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetails.of(status, code, detail));
    }
}
