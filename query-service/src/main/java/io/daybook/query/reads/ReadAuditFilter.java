package io.daybook.query.reads;

import io.daybook.access.Identity;
import io.daybook.query.reads.AuditedPaths.ReadSubject;
import io.daybook.query.reads.ReadAuditProperties.WhenFull;
import io.daybook.serviceweb.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Records each read by a caller with a valid token. It runs after the check of tokens and before that of scopes, so that it
 * knows who asks and sees refusals, too.
 */
final class ReadAuditFilter extends OncePerRequestFilter {

    private static final String CORRELATION_ID = "X-Correlation-Id";

    private final AuditedPaths paths;
    private final ReadAuditQueue queue;
    private final WhenFull whenFull;
    private final Clock clock;
    private final Supplier<HandlerExceptionResolver> problems;

    ReadAuditFilter(
            AuditedPaths paths,
            ReadAuditQueue queue,
            WhenFull whenFull,
            Clock clock,
            Supplier<HandlerExceptionResolver> problems) {
        this.paths = paths;
        this.queue = queue;
        this.whenFull = whenFull;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getUserPrincipal() == null || !paths.mayBeRecorded(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean hasPlace = queue.reserve();
        if (!hasPlace && whenFull == WhenFull.REFUSE) {
            refuse(request, response);
            return;
        }
        Instant readAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            List<ReadAuditEntry> reads = reads(readAt, status, request, response);
            if (hasPlace) {
                queue.add(reads);
            } else if (!reads.isEmpty()) {
                queue.turnedAway(reads.size());
            }
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        var problem = new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "reads-not-recorded",
                        "Reads cannot be recorded at the moment, and none is answered without. Ask again a little later.")
                .retryLater();
        problems.get().resolveException(request, response, null, problem);
    }

    /** Collects the reads of a request that was answered: by then the path was looked up. None if nothing is there. */
    private List<ReadAuditEntry> reads(
            Instant readAt, int status, HttpServletRequest request, HttpServletResponse response) {
        return paths.subject(request)
                .map(subject -> reads(subject, readAt, status, request, response))
                .orElseGet(List::of);
    }

    private static List<ReadAuditEntry> reads(
            ReadSubject subject, Instant readAt, int status, HttpServletRequest request, HttpServletResponse response) {
        Optional<Identity> reader = Identity.find(request);
        return accounts(subject, request).stream()
                .map(account -> new ReadAuditEntry(
                        UUID.randomUUID(),
                        readAt,
                        request.getRemoteUser(),
                        reader.flatMap(Identity::customerId).orElse(null),
                        request.getMethod(),
                        subject.pattern(),
                        account,
                        subject.document(),
                        subject.event(),
                        status,
                        response.getHeader(CORRELATION_ID)))
                .toList();
    }

    /** One that is absent if none is known. */
    private static Collection<@Nullable UUID> accounts(ReadSubject subject, HttpServletRequest request) {
        var accounts = new LinkedHashSet<@Nullable UUID>(ShownAccounts.of(request));
        if (subject.account() != null) {
            accounts.add(subject.account());
        }
        return accounts.isEmpty() ? Collections.singleton(null) : accounts;
    }
}
