package io.daybook.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Scopes that each path of a service needs. One entry after the other, the first that fits decides. A path without an entry is
 * refused to every token.
 */
public final class AccessRules {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final List<Rule> rules = new ArrayList<>();

    /**
     * An entry.
     *
     * @param method the request's method
     * @param path a pattern, as controllers have it
     * @param scopes any one of them suffices; none means that any token does
     * @param isAdministrative true for an act that no event records, whatever its scopes
     */
    record Rule(HttpMethod method, String path, List<String> scopes, boolean isAdministrative) {}

    /** Lets tokens with any of these scopes pass. */
    public AccessRules allow(HttpMethod method, String path, String... scopes) {
        if (scopes.length == 0) {
            throw new IllegalArgumentException("Which scopes?");
        }
        add(method, path, List.of(scopes));
        return this;
    }

    /** Lets tokens with that scope do an administrative act, although the log records what else is done with it. */
    public AccessRules allowAdministrative(HttpMethod method, String path, String scope) {
        rules.add(new Rule(method, path, List.of(scope), true));
        return this;
    }

    /** Lets every token of the issuer pass. */
    public AccessRules allowAny(HttpMethod method, String path) {
        add(method, path, List.of());
        return this;
    }

    /** A controller that answers GET answers HEAD as well. */
    private void add(HttpMethod method, String path, List<String> scopes) {
        boolean isAdministrative = !READING.contains(method)
                && !scopes.isEmpty()
                && scopes.stream().noneMatch(Scopes.RECORDED_IN_THE_LOG::contains);
        rules.add(new Rule(method, path, scopes, isAdministrative));
        if (method.equals(HttpMethod.GET)) {
            rules.add(new Rule(HttpMethod.HEAD, path, scopes, false));
        }
    }

    /**
     * The scopes of which one is needed for a request to a path of that pattern; none if any token does.
     *
     * @throws IllegalArgumentException if the path is not listed, and so refused to every token
     */
    public List<String> scopes(HttpMethod method, String pattern) {
        return find(method, pattern)
                .map(Rule::scopes)
                .orElseThrow(() -> new IllegalArgumentException("%s %s is not listed.".formatted(method, pattern)));
    }

    /**
     * Tells whether a request to a path of that pattern is an administrative act: it changes something, needs a scope, and is
     * not recorded as an event.
     */
    public boolean isAdministrative(HttpMethod method, String pattern) {
        return find(method, pattern).filter(Rule::isAdministrative).isPresent();
    }

    private Optional<Rule> find(HttpMethod method, String pattern) {
        var path = PathContainer.parsePath(pattern);
        return rules.stream()
                .filter(rule -> rule.method().equals(method))
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.path()).matches(path))
                .findFirst();
    }

    List<Rule> rules() {
        return rules;
    }
}
