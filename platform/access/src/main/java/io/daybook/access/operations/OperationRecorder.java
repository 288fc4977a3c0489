package io.daybook.access.operations;

import io.daybook.access.Identity;
import io.daybook.serviceweb.AsciiText;
import io.daybook.serviceweb.DatabaseFault;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Records each administrative act before it is done, and afterwards how it was answered. An act that cannot be recorded is refused;
 * an answer that cannot be recorded is logged, as its act is done.
 */
final class OperationRecorder implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(OperationRecorder.class);

    static final String REASON = "Daybook-Reason";
    static final int REASON_CHARS_MAX = 500;

    private static final String CORRELATION_ID = "X-Correlation-Id";
    private static final String REQUESTED = OperationRecorder.class.getName() + ".requested";
    private static final String RECORDED = OperationRecorder.class.getName() + ".recorded";
    private static final int TEXT_CHARS_MAX = 1_000;

    private final String service;
    private final Supplier<OperationActions> actions;
    private final Supplier<OperationStore> store;

    OperationRecorder(String service, Supplier<OperationActions> actions, Supplier<OperationStore> store) {
        this.service = service;
        this.actions = actions;
        this.store = store;
    }

    /**
     * Tells whether the service has administrative acts.
     *
     * @throws IllegalStateException if one of them has no name
     */
    boolean hasActs() {
        return !actions.get().isEmpty();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST) {
            actions.get().find(method).ifPresent(action -> {
                Operation operation = operation(action.name(), request, response);
                request.setAttribute(REQUESTED, operation);
                if (!action.isDescribed()) {
                    record(operation, request);
                }
            });
        }
        return true;
    }

    private Operation operation(String action, HttpServletRequest request, HttpServletResponse response) {
        Identity caller = Identity.of(request);
        return new Operation(
                UUID.randomUUID(),
                service,
                action,
                request.getRequestURI(),
                null,
                caller.actor(),
                caller.kind().claim(),
                reason(request.getHeader(REASON)),
                response.getHeader(CORRELATION_ID));
    }

    private static @Nullable String reason(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        if (header.length() > REASON_CHARS_MAX || !AsciiText.isPlain(header)) {
            throw Problem.badParameter(REASON, "at most %d characters of printable ASCII".formatted(REASON_CHARS_MAX));
        }
        return header.strip();
    }

    /** Records an act of which the body says more, once the body is read. */
    void described(@Nullable DescribedAct body, HttpServletRequest request) {
        if (request.getAttribute(REQUESTED) instanceof Operation operation && request.getAttribute(RECORDED) == null) {
            record(body == null ? operation : operation.with(storable(body.about()), storable(body.reason())), request);
        }
    }

    /** Text that Postgres can store, whether or not the act will be refused for it. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null
                ? null
                : text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX)).replaceAll("\\p{Cc}|\\p{Cs}", " ");
    }

    private void record(Operation operation, HttpServletRequest request) {
        try {
            store.get().add(operation);
            request.setAttribute(RECORDED, operation.operationId());
        } catch (DataAccessException e) {
            LOG.atWarn()
                    .addKeyValue("action", operation.action())
                    .log(
                            "An administrative act was refused, as it could not be recorded: {}",
                            DatabaseFault.summary(e));
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "operation-not-recorded",
                            "Administrative acts are recorded before they are done, and the database of their record"
                                    + " (daybook_reads) does not answer. Nothing was done. Ask again once it does.")
                    .retryLater();
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (request.getAttribute(RECORDED) instanceof UUID operationId) {
            try {
                store.get()
                        .addOutcome(
                                operationId,
                                fault == null ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                                response.getHeader(HttpHeaders.LOCATION));
            } catch (DataAccessException e) {
                LOG.atWarn()
                        .addKeyValue("operationId", operationId)
                        .log("The answer to an administrative act could not be recorded: {}", DatabaseFault.summary(e));
            }
        }
    }
}
