package io.daybook.command.http;

import io.daybook.access.CallerKind;
import io.daybook.access.Identity;
import io.daybook.access.Scopes;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.CustomerScopedCommand;
import io.daybook.command.decision.DatedCommand;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.ValueDatePermission;
import io.daybook.command.decision.approval.FourEyesCommand;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Fingerprint;
import io.daybook.command.log.Outcome;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.events.TraceMetadata;
import io.daybook.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** From a controller to the log and back: wraps a command with what its request says of it, and waits for the outcome. */
@Component
public class CommandDispatcher {

    private static final byte[] NOTHING = {};

    private final CommandQueue queue;
    private final FourEyesPolicy policy;
    private final JsonMapper json;
    private final Traces traces;
    private final ValueDateProperties valueDates;

    CommandDispatcher(
            CommandQueue queue, FourEyesPolicy policy, JsonMapper json, Traces traces, ValueDateProperties valueDates) {
        this.queue = queue;
        this.policy = policy;
        this.json = json;
        this.traces = traces;
        this.valueDates = valueDates;
    }

    /**
     * A request's body, as far as every command's has the same. Its JSON is part of what is compared under an idempotency key,
     * so fields stay as they are; one that is added is left out where it is absent ({@code JsonInclude.Include.NON_NULL}), or
     * requests of before would not be recognized.
     */
    public interface Body {

        /** Length of the longest reason: four lines of an ISO 20022 remittance information. */
        int REASON_CHARS_MAX = 560;

        /** Length of the longest purpose: ISO 20022's Max35Text for codes. */
        int PURPOSE_CHARS_MAX = 35;

        /** Reason in free text, if one was given. */
        @Nullable
        String reason();

        /** Reason as a short code, if one was given. */
        @Nullable
        String purpose();
    }

    /**
     * Submits a command and waits until it, or the request that a second person agree to it, is durable.
     *
     * @param command the command
     * @param operationId names the operation
     * @param body the request's body, null if it has none
     * @param caller caller and the conditions of the call
     * @throws CommandRefusedException if the bank says no
     */
    public Appended submit(Command command, UUID operationId, @Nullable Body body, Caller caller) {
        var asOnePerson = new FourEyesCommand(command, caller.actor(), isPerson(caller), policy);
        return submitAgreed(asOnePerson, operationId, body, caller);
    }

    /**
     * Submits a command that as many people as it takes have agreed to, and waits until it is durable.
     *
     * @param command the command
     * @param operationId names the operation
     * @param body the request's body, null if it has none
     * @param caller who calls, under which conditions
     * @throws CommandRefusedException if the bank says no
     */
    public Appended submitAgreed(Command command, UUID operationId, @Nullable Body body, Caller caller) {
        String metadata = traces.traceparent().map(TraceMetadata::of).orElse(null);
        Origin origin = body == null
                ? new Origin(caller.actor(), null, null, metadata)
                : new Origin(caller.actor(), body.reason(), body.purpose(), metadata);
        Identity identity = caller.identity();
        var permission = new ValueDatePermission(
                identity.kind() == CallerKind.CUSTOMER, identity.may(Scopes.ACCOUNTS_BACKDATE), valueDates.backDays());
        Command dated = DatedCommand.of(command, permission);
        Command allowed = identity.customerId()
                .<Command>map(customer -> new CustomerScopedCommand(dated, customer))
                .orElse(dated);
        var envelope =
                new CommandEnvelope(allowed, operationId, origin, idempotency(body, caller), caller.expectedVersion());
        Outcome outcome = queue.submit(envelope);
        return switch (outcome) {
            case Appended appended -> appended;
            case Refused refused ->
                throw new CommandRefusedException(told(refused.refusal(), command, caller), refused.isRepeated());
            case Failed failed -> throw new IllegalStateException(failed.detail());
        };
    }

    private static boolean isPerson(Caller caller) {
        return caller.identity().kind() != CallerKind.CHANNEL;
    }

    /** A refusal that was remembered may be told in full there, so it is shortened whenever it is answered. */
    private static Refusal told(Refusal refusal, Command command, Caller caller) {
        return caller.identity().customerId().isPresent() ? command.toldToCustomer(refusal) : refusal;
    }

    private @Nullable Idempotency idempotency(@Nullable Body body, Caller caller) {
        String key = caller.idempotencyKey();
        if (key == null) {
            return null;
        }
        // The body as it was understood, not as it was spelled: white space and the order of fields do not count.
        var fingerprint = Fingerprint.of(
                caller.request().getBytes(StandardCharsets.UTF_8),
                caller.expectedVersion().toString().getBytes(StandardCharsets.UTF_8),
                body == null ? NOTHING : json.writeValueAsBytes(body));
        Sender sender = Sender.of(caller.identity());
        var earlier = new EarlierForm(sender.earlierKey(key), fingerprint, EarlierForm.Owner.ACTOR);
        return new Idempotency(sender.storedKey(key), fingerprint, true, earlier);
    }
}
