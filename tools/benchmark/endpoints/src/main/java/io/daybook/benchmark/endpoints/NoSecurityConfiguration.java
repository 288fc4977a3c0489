package io.daybook.benchmark.endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/** Removes all of Spring Security's filters if {@code benchmark.open=true}, so that their cost can be measured. */
@AutoConfiguration
@ConditionalOnBooleanProperty("benchmark.open")
public class NoSecurityConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain open(JwtDecoder tokens, Converter<Jwt, ? extends AbstractAuthenticationToken> identities) {
        // Of the two chains that fit every request this one comes first, and Spring Security would refuse that if it
        // knew.
        return new DefaultSecurityFilterChain(request -> true, new FirstTokenFilter(tokens, identities));
    }
}
