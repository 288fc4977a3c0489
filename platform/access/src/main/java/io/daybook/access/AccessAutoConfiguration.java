package io.daybook.access;

import io.daybook.access.database.RequiredSchema;
import io.daybook.access.database.SchemaWatch;
import io.daybook.serviceweb.AsciiText;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Guards a service's every path by the {@link AccessRules} that it declares as a bean. */
@AutoConfiguration(
        before = {
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({AccessProperties.class, DeniedCallersProperties.class})
public class AccessAutoConfiguration implements WebMvcConfigurer {

    /** Signatures of key pairs only: with a shared secret, whoever can check a token can forge one. */
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private static final long PREFLIGHT_SECONDS = 600;

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new IdentityResolver());
    }

    /** Observes no filter: a span and a timer for each would tell nothing that the request's own do not, and cost more. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** The only bean that handles rejected requests: of two Spring Security would silently take neither. */
    @Bean
    SecurityProblemHandler refusals(JsonMapper json, MeterRegistry metrics) {
        return new SecurityProblemHandler(json, metrics);
    }

    @Bean
    RejectedRequestHandler rejectedRequestHandler() {
        return new RejectedRequestHandler();
    }

    /** Spring's own rules, of which plain ASCII is told without its patterns: they are slow, and a token is long. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(
                name -> AsciiText.isPlain(name) || StrictHttpFirewall.ALLOWED_HEADER_NAMES.test(name));
        firewall.setAllowedHeaderValues(
                value -> AsciiText.isPlain(value) || StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
        return firewall;
    }

    @Bean
    JwtDecoder tokens(AccessProperties properties, TokenLifetime lifetime) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        IssuerKeys.of(properties.requiredIssuer(), properties.keys()))
                .jwsAlgorithms(allowed -> allowed.addAll(ALGORITHMS))
                .jwtProcessorCustomizer(tokens -> {
                    tokens.setJWSTypeVerifier(TokenValidators.accessTokensOnly());
                    tokens.setJWTClaimsSetVerifier(lifetime.claims());
                })
                .build();
        decoder.setJwtValidator(TokenValidators.of(properties, lifetime));
        return decoder;
    }

    @Bean
    TokenLifetime lifetime(AccessProperties properties) {
        return new TokenLifetime(properties.tokenAgeMax(), Clock.systemUTC());
    }

    @Bean
    TokenIdentities identities(AccessProperties properties) {
        return new TokenIdentities(properties.customerClaim(), properties.kindClaim());
    }

    @Bean
    DeniedCallers deniedCallers() {
        return new DeniedCallers(Clock.systemUTC());
    }

    @Bean
    DeniedCallerTable deniedCallerTable(DeniedCallersProperties properties) {
        return new DeniedCallerTable(properties.database());
    }

    @Bean
    DeniedCallersReload deniedCallersReload(DeniedCallerTable table, DeniedCallers denied, MeterRegistry metrics) {
        return new DeniedCallersReload(table, denied, metrics);
    }

    @Bean
    RequiredSchema keysSchema(DeniedCallerTable table) {
        return table.schema();
    }

    @Bean
    SchemaWatch schemasHealthIndicator(List<RequiredSchema> schemas) {
        return new SchemaWatch(schemas);
    }

    /** Stateless: no session, no cookie, so no request that a browser sends unasked is believed. */
    @Bean
    SecurityFilterChain guarded(
            HttpSecurity http,
            AccessRules rules,
            JwtDecoder tokens,
            TokenIdentities identities,
            TokenLifetime lifetime,
            DeniedCallers denied,
            AccessProperties properties,
            SecurityProblemHandler refusals) {
        var good = new ValidatedTokenCache(lifetime);
        var addresses = new AddressLimit(
                new RateLimit(properties.rate().ofAddress(), TimeMeter.SYSTEM_NANOTIME), good, refusals);
        var subjects = new TokenLimit(
                new RateLimit(properties.rate().ofToken(), TimeMeter.SYSTEM_NANOTIME),
                new RateLimit(properties.rate().ofCustomer(), TimeMeter.SYSTEM_NANOTIME),
                addresses,
                refusals);
        return http.addFilterBefore(addresses, BearerTokenAuthenticationFilter.class)
                .addFilterAfter(subjects, BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new DenialFilter(denied, refusals), TokenLimit.class)
                .addFilterBefore(new OneSpellingFilter(refusals), AuthorizationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .addFilter(crossOrigin(properties, refusals))
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .xssProtection(xss -> xss.disable())
                        .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))
                        .contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .withObjectPostProcessor(headersFirst()))
                .authorizeHttpRequests(requests -> declare(requests, rules, properties))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(unlessKnown())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(identities))
                        .withObjectPostProcessor(failures(refusals)))
                .build();
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failures(SecurityProblemHandler refusals) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(refusals);
                return filter;
            }
        };
    }

    /** Checks no token where one that is remembered has let the caller in. */
    private static BearerTokenResolver unlessKnown() {
        var header = new DefaultBearerTokenResolver();
        return request ->
                SecurityContextHolder.getContext().getAuthentication() == null ? header.resolve(request) : null;
    }

    /** Before the answer is begun: whatever sets one of them later, means it. */
    private static ObjectPostProcessor<HeaderWriterFilter> headersFirst() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    private static void declare(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            AccessRules rules,
            AccessProperties properties) {
        // What was let pass once is not asked again when its answer is written later.
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll();
        for (AccessRules.Rule rule : rules.rules()) {
            var matched = requests.requestMatchers(rule.method(), rule.path());
            if (rule.scopes().isEmpty()) {
                matched.hasAuthority(Scopes.KNOWN_CALLER);
            } else {
                matched.hasAnyAuthority(rule.scopes().toArray(String[]::new));
            }
        }
        requests.requestMatchers("/actuator/health/**").permitAll();
        var metrics = requests.requestMatchers("/actuator/**");
        if (properties.areMetricsPublic()) {
            metrics.permitAll();
        } else {
            metrics.hasAuthority(Scopes.OPS);
        }
        // A path that somebody forgot to list is open to nobody.
        requests.anyRequest().denyAll();
    }

    private static CorsFilter crossOrigin(AccessProperties properties, SecurityProblemHandler refusals) {
        var filter = new CorsFilter(origins(properties)) {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                // Of one site: nothing of its answer depends on where it comes from, and no cache may keep it.
                return request.getHeader(HttpHeaders.ORIGIN) == null;
            }
        };
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                if (response instanceof ServletServerHttpResponse servlet) {
                    refusals.originNotAllowed(servlet.getServletResponse());
                }
            }
        });
        return filter;
    }

    private static UrlBasedCorsConfigurationSource origins(AccessProperties properties) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "Idempotency-Key",
                "X-Correlation-Id",
                "Daybook-Reason",
                "traceparent"));
        cors.setExposedHeaders(List.of(
                HttpHeaders.LOCATION,
                HttpHeaders.ETAG,
                HttpHeaders.RETRY_AFTER,
                "Idempotent-Replayed",
                "X-Correlation-Id",
                "traceresponse"));
        cors.setMaxAge(PREFLIGHT_SECONDS);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return source;
    }
}
