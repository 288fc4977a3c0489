package io.daybook.command.http;

import io.daybook.serviceweb.StreamedBodyPaths;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands controllers the {@link Caller}, and lets files come as streams. */
@Configuration
class WebConfiguration implements WebMvcConfigurer {

    private final IdempotencyProperties idempotency;

    WebConfiguration(IdempotencyProperties idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver(idempotency.required()));
    }

    @Bean
    StreamedBodyPaths streamedBodyPaths() {
        return new StreamedBodyPaths(Set.of("/v1/imports"));
    }
}
