package io.daybook.command.interest;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.decision.Refusal;
import io.daybook.command.http.Begun;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.interest.InterestRun.State;
import io.daybook.command.log.LogProperties;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.EventCodec;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Pays interest, over REST: on one account at once, on all accounts in the background. */
@RestController
class InterestController {

    private static final int RUNS_SHOWN_MAX = 100;

    private final CommandDispatcher dispatcher;
    private final RecordedEvents log;
    private final EventCodec codec;
    private final InterestRunStore runs;
    private final InterestRunner runner;
    private final InterestAgreement agreement;
    private final LogProperties properties;
    private final Clock clock;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    InterestController(
            CommandDispatcher dispatcher,
            RecordedEvents log,
            EventCodec codec,
            InterestRunStore runs,
            InterestRunner runner,
            InterestAgreement agreement,
            LogProperties properties,
            Clock clock) {
        this.dispatcher = dispatcher;
        this.log = log;
        this.codec = codec;
        this.runs = runs;
        this.runner = runner;
        this.agreement = agreement;
        this.properties = properties;
        this.clock = clock;
    }

    /** The newest runs, newest first. */
    record Runs(List<InterestRun> items) {}

    @PostMapping("/v1/accounts/{id}/interest")
    ResponseEntity<CommandAnswer> pay(
            @PathVariable UUID id, @Valid @RequestBody InterestRequests.Period body, Caller caller) {
        var pay = new PayInterest(id, productOf(id), body.from(), body.to());
        Appended appended = dispatcher.submit(pay, ids.generate(), body, caller);
        String location = "/v1/transactions/" + appended.eventIds().getFirst();
        return CommandAnswer.created(appended, location, null, null);
    }

    @PostMapping("/v1/interest-runs")
    ResponseEntity<InterestRun> run(@Valid @RequestBody InterestRequests.Run body, Caller caller) {
        requireThatItCanBePaid(body);
        UUID run = ids.generate();
        State first = agreement.isNeeded() ? State.COUNTING : State.RUNNING;
        Begun<UUID> begun = runs.insert(run, body, first, caller, clock.instant());
        runner.wake();
        return begun.answer()
                .location(URI.create("/v1/interest-runs/" + begun.what()))
                .body(known(begun.what()));
    }

    @GetMapping("/v1/interest-runs/{run}")
    InterestRun known(@PathVariable UUID run) {
        return runs.find(run)
                .orElseThrow(() -> new CommandRefusedException(
                        Refusal.unknown("unknown-interest-run", "There is no interest run %s.".formatted(run))));
    }

    @GetMapping("/v1/interest-runs")
    Runs newest() {
        return new Runs(runs.newest(RUNS_SHOWN_MAX));
    }

    /** Refuses at once what every account would refuse. */
    private void requireThatItCanBePaid(InterestRequests.Run run) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), properties.zone());
        PayInterest.requireValidPeriod(run.from(), run.to(), today).ifPresent(refusal -> {
            throw new CommandRefusedException(refusal);
        });
    }

    /** The product is read outside of the appender's turn, which is safe because an opening never changes. */
    private @Nullable String productOf(UUID accountId) {
        return log.first(accountId)
                .map(codec::decode)
                .filter(AccountOpened.class::isInstance)
                .map(opened -> ((AccountOpened) opened).productCode())
                .orElse(null);
    }
}
