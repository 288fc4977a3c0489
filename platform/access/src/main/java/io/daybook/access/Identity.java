package io.daybook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who calls, as the token says. Controllers take it as a parameter.
 *
 * @param actor the token's subject, which stands in every event that comes of the call
 * @param customerId the customer to whose accounts the token is limited; nothing for a member of the bank
 */
public record Identity(String actor, Optional<String> customerId) {

    /**
     * Who sent the request.
     *
     * @throws IllegalStateException if the request went past the check of its token
     */
    public static Identity of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof IdentifiedToken token) {
            return token.identity();
        }
        throw new IllegalStateException("A request without a token has come as far as a controller.");
    }

    /** Whether the token reaches the accounts of that customer. */
    public boolean reaches(Optional<String> customer) {
        return customerId.isEmpty() || customerId.equals(customer);
    }
}
