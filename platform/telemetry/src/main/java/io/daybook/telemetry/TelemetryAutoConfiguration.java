package io.daybook.telemetry;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Adds to what Spring Boot configures for OpenTelemetry. */
@AutoConfiguration
public class TelemetryAutoConfiguration {

    /** Right behind Spring's observation of requests, which begins the trace. */
    private static final int CORRELATION_ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    Traces traces(Tracer tracer, Propagator propagator) {
        return new Traces(tracer, propagator);
    }

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter(Traces traces) {
        var registration = new FilterRegistrationBean<>(new CorrelationFilter(traces));
        registration.setOrder(CORRELATION_ORDER);
        return registration;
    }

    /** Samples nothing where spans go nowhere: none is recorded, and no event carries a trace; ids in the log's lines stay. */
    @Bean
    SdkTracerProviderBuilderCustomizer nothingSampledUnlessExported(ObjectProvider<SpanExporter> exporters) {
        return provider -> {
            if (exporters.stream().findAny().isEmpty()) {
                provider.setSampler(Sampler.alwaysOff());
            }
        };
    }

    /** Exports no span of probes and scrapes, which come every few seconds and tell nothing. */
    @Bean
    SpanExportingPredicate onlyUsersRequests() {
        return span -> !span.getTags().getOrDefault("http.url", "").startsWith("/actuator");
    }
}
