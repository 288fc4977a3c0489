package io.daybook.query.reads;

import io.daybook.query.database.DatabasesProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Records reads, unless {@code daybook.reads.enabled} is {@code false}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "daybook.reads.enabled", matchIfMissing = true)
@Import(ReadController.class)
public class ReadsConfiguration {

    @Bean
    ReadQueue readQueue(ReadsProperties properties, MeterRegistry meters) {
        return new ReadQueue(properties.waitingMax(), meters);
    }

    @Bean
    ReadLog readLog(DatabasesProperties databases, ReadsProperties properties) {
        return new ReadLog(databases, properties);
    }

    @Bean
    ReadWriter readWriter(ReadQueue queue, ReadLog log, ReadsProperties properties) {
        return new ReadWriter(queue, log, properties.stopWaitMax());
    }

    @Bean
    Reads reads(DatabasesProperties databases, MeterRegistry meters) {
        return new Reads(databases, meters);
    }

    /** Once the request knows whose token it shows, and around the check of scopes. */
    @Bean
    Customizer<HttpSecurity> auditedReads(
            ReadQueue queue,
            ReadsProperties properties,
            Clock clock,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var filter = new ReadFilter(
                new AuditedPaths(mappings::getObject), queue, properties.whenFull(), clock, problems::getObject);
        return http -> http.addFilterAfter(filter, SecurityContextHolderAwareRequestFilter.class);
    }
}
