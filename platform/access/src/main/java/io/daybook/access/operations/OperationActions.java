package io.daybook.access.operations;

import io.daybook.access.AccessRules;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Methods of controllers that do administrative acts, with the acts' names. */
final class OperationActions {

    private final Map<Method, Action> actions;

    private OperationActions(Map<Method, Action> actions) {
        this.actions = Map.copyOf(actions);
    }

    /**
     * An act.
     *
     * @param name its name
     * @param isDescribed whether the body says more of it
     */
    record Action(String name, boolean isDescribed) {}

    /**
     * Acts of a service.
     *
     * @throws IllegalStateException if the rules make one administrative that has no name
     */
    static OperationActions of(Map<RequestMappingInfo, HandlerMethod> handlers, AccessRules rules) {
        var actions = new HashMap<Method, Action>();
        handlers.forEach((mapping, handler) -> {
            AdministrativeAct act =
                    AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), AdministrativeAct.class);
            if (act != null) {
                actions.put(handler.getMethod(), new Action(act.value(), isDescribed(handler.getMethod())));
            } else if (isAdministrative(mapping, rules)) {
                throw new IllegalStateException(
                        "%s is an administrative act by the access rules. Annotate %s with @AdministrativeAct, so that it is recorded."
                                .formatted(mapping, handler));
            }
        });
        return new OperationActions(actions);
    }

    private static boolean isDescribed(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(DescribedAct.class::isAssignableFrom);
    }

    private static boolean isAdministrative(RequestMappingInfo mapping, AccessRules rules) {
        return mapping.getPatternValues().stream()
                .anyMatch(pattern -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .anyMatch((HttpMethod method) -> rules.isAdministrative(method, pattern)));
    }

    boolean isEmpty() {
        return actions.isEmpty();
    }

    /** The act that a method does, nothing if it does none. */
    Optional<Action> find(HandlerMethod handler) {
        return Optional.ofNullable(actions.get(handler.getMethod()));
    }
}
