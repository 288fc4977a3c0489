package io.daybook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The caller, as the token names it. Controllers take it as a parameter.
 *
 * @param actor the token's subject, which stands in every event that comes of the call
 * @param customerId the customer to whose accounts the token is limited; nothing for a member of the bank
 */
public record Identity(String actor, Optional<String> customerId) {

    /**
     * The sender of a request.
     *
     * @throws IllegalStateException if the request went past the check of its token
     */
    public static Identity of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof IdentifiedToken token) {
            return token.identity();
        }
        throw new IllegalStateException("A request without a token has come as far as a controller.");
    }

    /** Tells whether the token reaches the accounts of that customer. */
    public boolean reaches(Optional<String> customer) {
        return customerId.isEmpty() || customerId.equals(customer);
    }
}
