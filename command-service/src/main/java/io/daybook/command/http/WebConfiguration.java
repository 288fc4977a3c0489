package io.daybook.command.http;

import io.daybook.serviceweb.StreamedBodyPaths;
import java.util.List;
import java.util.Set;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands controllers the {@link Caller}, and lets files come as streams, not too slowly. */
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

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> pacedUploads(UploadProperties properties) {
        return factory -> {
            factory.addEngineValves(new UploadPaceValve(properties));
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout((int) properties.pauseMax().toMillis());
                }
            });
        };
    }
}
