package io.daybook.apidescription;

import io.daybook.access.AccessRules;
import io.daybook.access.Identity;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Adds to springdoc's description what springdoc cannot see. Switched on by the property {@code springdoc.api-docs.enabled}. */
@AutoConfiguration
@ConditionalOnProperty("springdoc.api-docs.enabled")
public class ApiDescription {

    static {
        // Decimals are strings in JSON, never floating point.
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        BigDecimal.class, new StringSchema().format("decimal").example("100.00"))
                .addRequestWrapperToIgnore(Identity.class);
    }

    @Bean
    OpenApiCustomizer serviceDescription(
            Environment environment,
            AccessRules rules,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        return new ServiceDescription(environment.getRequiredProperty("spring.application.name"), rules, handlers);
    }

    /** Lists springdoc's own path, which no service that runs has. */
    @Bean
    static BeanPostProcessor listedDescription() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof AccessRules rules ? rules.allowAny(HttpMethod.GET, "/v3/api-docs") : bean;
            }
        };
    }

    @Bean
    JavadocProvider sourceJavadoc() {
        return new SourceJavadoc(List.of(
                Path.of("src/main/java"),
                Path.of("../shared-events/src/main/java"),
                Path.of("../platform/access/src/main/java"),
                Path.of("../platform/service-web/src/main/java")));
    }

    @Bean
    ModelConverter recordModels(JavadocProvider javadoc) {
        return new RecordModels(javadoc);
    }
}
