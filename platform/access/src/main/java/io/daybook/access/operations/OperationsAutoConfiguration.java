package io.daybook.access.operations;

import io.daybook.access.AccessRules;
import io.daybook.access.database.RequiredSchema;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Records the administrative acts of every service that has any. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OperationsProperties.class)
public class OperationsAutoConfiguration {

    /** Made for the first act: a service without any needs no database for them. */
    @Bean
    @Lazy
    OperationStore operationStore(OperationsProperties properties) {
        return new OperationStore(properties.database());
    }

    @Bean
    @ConditionalOnProperty("daybook.operations.url")
    RequiredSchema operationsSchema(OperationStore store) {
        return store.schema();
    }

    @Bean
    OperationRecorder operationRecorder(
            @Value("${spring.application.name}") String service,
            AccessRules rules,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            ObjectProvider<OperationStore> store) {
        return new OperationRecorder(
                service,
                SingletonSupplier.of(
                        () -> OperationActions.of(mappings.getObject().getHandlerMethods(), rules)),
                store::getObject);
    }

    @Bean
    DescribedActAdvice describedActAdvice(OperationRecorder recorder, HttpServletRequest request) {
        return new DescribedActAdvice(recorder, request);
    }

    @Bean
    WebMvcConfigurer recordedOperations(OperationRecorder recorder) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(recorder);
            }
        };
    }

    /** Fails the start where an act would go unrecorded. */
    @Bean
    SmartInitializingSingleton noActUnrecorded(OperationRecorder recorder, OperationsProperties properties) {
        return () -> {
            if (recorder.hasActs()) {
                var unused = properties.database();
            }
        };
    }
}
