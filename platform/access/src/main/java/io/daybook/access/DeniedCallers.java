package io.daybook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Callers who are let in nowhere, in memory: to look one up costs a request no more than a look into a table of hashes. */
public final class DeniedCallers {

    private final Clock clock;
    private volatile Lists lists = new Lists(Map.of(), Map.of());

    DeniedCallers(Clock clock) {
        this.clock = clock;
    }

    /** Ends of denials by subjects and by ids of tokens. */
    private record Lists(Map<String, Instant> subjects, Map<String, Instant> tokenIds) {}

    /** Lets these, and nobody else, be denied from now on. */
    void replace(List<DeniedCaller> denied) {
        var subjects = new HashMap<String, Instant>();
        var tokenIds = new HashMap<String, Instant>();
        for (DeniedCaller caller : denied) {
            Instant end = caller.until() == null ? Instant.MAX : caller.until();
            put(subjects, caller.subject(), end);
            put(tokenIds, caller.tokenId(), end);
        }
        lists = new Lists(Map.copyOf(subjects), Map.copyOf(tokenIds));
    }

    private static void put(Map<String, Instant> ends, @Nullable String key, Instant end) {
        if (key != null) {
            ends.put(key, end);
        }
    }

    /** Tells whether whoever shows that token is denied by now. */
    boolean denies(IdentifiedToken token) {
        Lists now = lists;
        return holds(now.subjects().get(token.getName()))
                || (!now.tokenIds().isEmpty()
                        && token.tokenId()
                                .map(now.tokenIds()::get)
                                .filter(this::holds)
                                .isPresent());
    }

    /** The end was read with the list, which may be old: what has ended meanwhile does not hold on. */
    private boolean holds(@Nullable Instant end) {
        return end != null && clock.instant().isBefore(end);
    }

    /** Tells the same of a request that was let in, for answers that go on for long. */
    public boolean denies(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof IdentifiedToken token && denies(token);
    }
}
