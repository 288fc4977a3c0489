package io.daybook.benchmark.endpoints;

import io.daybook.access.AccessRules;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpMethod;

/**
 * Adds a no-op endpoint to a service's access rules, for any token.
 *
 * @param method its method
 * @param path its path
 */
record ListedNoOp(HttpMethod method, String path) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof AccessRules rules ? rules.allowAny(method, path) : bean;
    }
}
