package io.daybook.serviceweb;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Configures a service's answers to errors, the size of its JSON answers, and how much of a request it reads and takes. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServiceWebAutoConfiguration {

    @Bean
    RequestProblemHandler requestProblemHandler() {
        return new RequestProblemHandler();
    }

    @Bean
    BodyLimit bodyLimit(ObjectProvider<StreamedBodyPaths> streamed) {
        return new BodyLimit(streamed.getIfAvailable(StreamedBodyPaths::none));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTheServer() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Bean
    MediaTypeHeaders mediaTypeHeaders(
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        return new MediaTypeHeaders(problems::getObject);
    }

    @Bean
    StrictRequests strictRequests() {
        return new StrictRequests();
    }

    @Bean
    ServerHttpMessageConvertersCustomizer sizedAnswers(JsonMapper json) {
        return converters -> converters.withJsonConverter(new ContentLengthJsonConverter(json));
    }
}
