package io.daybook.telemetry;

import io.micrometer.common.KeyValue;
import io.micrometer.tracing.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Gives every request a correlation id, the caller's or else that of its trace, by which its answer, its trace and all lines
 * of the log are found.
 */
final class CorrelationFilter extends OncePerRequestFilter {

    static final String CORRELATION_ID = "X-Correlation-Id";

    /** The answer's own trace, as the W3C's draft proposes. */
    static final String TRACERESPONSE = "traceresponse";

    private static final String FIELD = "correlationId";
    private static final String TAG = "correlation.id";

    /** Ids, not sentences or addresses: they go into logs as they are. One of another form counts as none. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final Traces traces;

    CorrelationFilter(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext trace = traces.context();
        String correlationId = correlationId(request.getHeader(CORRELATION_ID), trace);
        response.setHeader(CORRELATION_ID, correlationId);
        if (trace != null) {
            response.setHeader(TRACERESPONSE, traceresponse(trace));
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(observed -> observed.addHighCardinalityKeyValue(KeyValue.of(TAG, correlationId)));
        }
        MDC.put(FIELD, correlationId);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(FIELD);
        }
    }

    private static String correlationId(@Nullable String given, @Nullable TraceContext trace) {
        if (given != null && ACCEPTABLE.matcher(given).matches()) {
            return given;
        }
        return trace == null ? UUID.randomUUID().toString() : trace.traceId();
    }

    private static String traceresponse(TraceContext trace) {
        String flags = Boolean.TRUE.equals(trace.sampled()) ? "01" : "00";
        return String.join("-", "00", trace.traceId(), trace.spanId(), flags);
    }
}
