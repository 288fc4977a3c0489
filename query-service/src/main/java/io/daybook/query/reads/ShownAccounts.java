package io.daybook.query.reads;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Accounts that the response under way shows, as far as its path does not tell. */
public final class ShownAccounts {

    private static final String ATTRIBUTE = ShownAccounts.class.getName();

    private ShownAccounts() {}

    /** The answer shows this account, or refuses to. */
    public static void add(UUID account) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Accounts shown) {
            shown.ids().add(account);
        } else {
            var first = new Accounts(new LinkedHashSet<>());
            first.ids().add(account);
            request.setAttribute(ATTRIBUTE, first, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** The answer shows these accounts. */
    public static void addAll(Collection<UUID> accounts) {
        accounts.forEach(ShownAccounts::add);
    }

    static Set<UUID> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Accounts shown ? shown.ids() : Set.of();
    }

    private record Accounts(Set<UUID> ids) {}
}
