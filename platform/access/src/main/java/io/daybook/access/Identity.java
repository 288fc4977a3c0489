package io.daybook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * The caller, as the token names it. Controllers take it as a parameter.
 *
 * @param actor the token's subject, which stands in every event that comes of the call
 * @param kind whether that is a person of the bank, a customer or a channel
 * @param customerId the customer to whose accounts the token is limited; given for customers and for nobody else
 * @param scopes what the token allows
 */
public record Identity(String actor, CallerKind kind, Optional<String> customerId, Set<String> scopes) {

    /** Keeps the scopes as they are now, and fails if a customer is not named, or somebody else is. */
    public Identity {
        scopes = Set.copyOf(scopes);
        if (customerId.isPresent() != (kind == CallerKind.CUSTOMER)) {
            throw new IllegalArgumentException("A customer id belongs to a customer.");
        }
    }

    /** Tells whether the token has that scope; a customer's never has one of the bank's. */
    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /**
     * The sender of a request.
     *
     * @throws IllegalStateException if the request went past the check of its token
     */
    public static Identity of(HttpServletRequest request) {
        return find(request)
                .orElseThrow(
                        () -> new IllegalStateException("A request without a token has come as far as a controller."));
    }

    /** The sender of a request, nothing if it has no token, or one that does not say what kind of caller it is for. */
    public static Optional<Identity> find(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof IdentifiedToken token ? token.identity() : Optional.empty();
    }

    /** The id of the token that a request shows (claim {@code jti}), nothing if it has none. */
    public static Optional<String> tokenId(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof IdentifiedToken token ? token.tokenId() : Optional.empty();
    }

    /** Tells whether the token reaches the accounts of that customer. */
    public boolean reaches(Optional<String> customer) {
        return customerId.isEmpty() || customerId.equals(customer);
    }
}
