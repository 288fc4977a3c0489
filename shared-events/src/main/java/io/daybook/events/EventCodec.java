package io.daybook.events;

import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.CustomerEvent.ErasureCancelled;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.CustomerEvent.LegalHoldLifted;
import io.daybook.events.CustomerEvent.LegalHoldPlaced;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentRejected;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events down and reads them again, whatever version they were written in.
 *
 * <p>The list below is the contract: a name and a version for every type, never a class name. When the shape of a type
 * changes, its version rises, an {@link Upcaster} from the version before is added beside it, and a sample of the new
 * shape joins the samples of all that were ever published.
 */
public final class EventCodec {

    private static final List<EventType> TYPES = List.of(
            new EventType("AccountOpened", AccountOpened.class, Upcasters.ACCOUNT_OPENED),
            new EventType("MoneyDeposited", MoneyDeposited.class, Upcasters.PAYMENT),
            new EventType("MoneyWithdrawn", MoneyWithdrawn.class, Upcasters.PAYMENT),
            new EventType("TransferSent", TransferSent.class, Upcasters.PAYMENT),
            new EventType("TransferReceived", TransferReceived.class, Upcasters.PAYMENT),
            new EventType("FundsHeld", FundsHeld.class),
            new EventType("HoldCaptured", HoldCaptured.class, Upcasters.HOLD_CAPTURED),
            new EventType("HoldReleased", HoldReleased.class),
            new EventType("FeeCharged", FeeCharged.class, Upcasters.FEE_CHARGED),
            new EventType("InterestPaid", InterestPaid.class),
            new EventType("InterestCredited", InterestCredited.class),
            new EventType("InterestCharged", InterestCharged.class),
            new EventType("TaxWithheld", TaxWithheld.class),
            new EventType("InterestCreditReversed", InterestCreditReversed.class),
            new EventType("InterestChargeReversed", InterestChargeReversed.class),
            new EventType("FeeReversed", FeeReversed.class),
            new EventType("TaxReversed", TaxReversed.class),
            new EventType("TransactionReversed", TransactionReversed.class),
            new EventType("OverdraftLimitChanged", OverdraftLimitChanged.class),
            new EventType("OverdraftLimitBreached", OverdraftLimitBreached.class),
            new EventType("ActionRequested", ActionRequested.class),
            new EventType("ActionApproved", ActionApproved.class),
            new EventType("ActionRejected", ActionRejected.class),
            new EventType("ActionExpired", ActionExpired.class),
            EventType.former("PaymentRequested", ActionRequested.class, Upcasters.PAYMENT_REQUESTED),
            EventType.former("PaymentApproved", ActionApproved.class, Upcasters.PAYMENT_DECIDED),
            EventType.former("PaymentRejected", ActionRejected.class, Upcasters.PAYMENT_DECIDED),
            new EventType("ActCounted", ActCounted.class),
            new EventType("AccountFrozen", AccountFrozen.class),
            new EventType("AccountUnfrozen", AccountUnfrozen.class),
            new EventType("AccountClosed", AccountClosed.class),
            new EventType("ProductPublished", ProductPublished.class),
            new EventType("ProductTermsChanged", ProductTermsChanged.class),
            new EventType("ProductRetired", ProductRetired.class),
            new EventType("DocumentSubmitted", DocumentSubmitted.class),
            new EventType("DocumentAccepted", DocumentAccepted.class),
            new EventType("DocumentRejected", DocumentRejected.class),
            new EventType("ErasureScheduled", ErasureScheduled.class),
            new EventType("ErasureCancelled", ErasureCancelled.class),
            new EventType("PersonalDataErased", PersonalDataErased.class),
            new EventType("LegalHoldPlaced", LegalHoldPlaced.class),
            new EventType("LegalHoldLifted", LegalHoldLifted.class));

    private final JsonMapper json = EventJson.mapper();
    private final Map<String, EventType> byName =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));
    private final Map<Class<?>, EventType> byClass = TYPES.stream()
            .filter(EventType::isWritten)
            .collect(Collectors.toUnmodifiableMap(EventType::eventClass, Function.identity()));
    private final Map<Class<?>, ObjectWriter> writers = TYPES.stream()
            .filter(EventType::isWritten)
            .collect(Collectors.toUnmodifiableMap(EventType::eventClass, type -> json.writerFor(type.eventClass())));
    private final Map<String, ObjectReader> readers = TYPES.stream()
            .collect(Collectors.toUnmodifiableMap(EventType::name, type -> json.readerFor(type.eventClass())));

    /** Every type of the contract in its present version. */
    public static List<EventType> types() {
        return TYPES;
    }

    /** Every name under which events of that class were ever recorded. */
    public static Set<String> namesOf(Class<? extends DomainEvent> eventClass) {
        return TYPES.stream()
                .filter(type -> type.eventClass() == eventClass)
                .map(EventType::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Writes an event in the present version of its type. */
    public Encoded encode(DomainEvent event) {
        EventType type = typeOf(event.getClass());
        ObjectWriter writer = Objects.requireNonNull(writers.get(event.getClass()));
        return new Encoded(type.name(), type.version(), writer.writeValueAsString(event));
    }

    /** The type whose present shape that class has. */
    public EventType typeOf(Class<? extends DomainEvent> eventClass) {
        EventType type = byClass.get(eventClass);
        if (type == null) {
            throw new IllegalArgumentException("%s is not in the codec's list.".formatted(eventClass));
        }
        return type;
    }

    /**
     * Reads an event of any published version.
     *
     * @throws UnreadableEvent if the type is unknown, the version is newer than this codec, or the payload does not fit
     */
    public DomainEvent decode(RecordedEvent event) {
        return decode(event.type(), event.schemaVersion(), event.payload());
    }

    /**
     * Reads an event of any published version.
     *
     * @throws UnreadableEvent if the type is unknown, the version is newer than this codec, or the payload does not fit
     */
    public DomainEvent decode(String name, int schemaVersion, String payload) {
        EventType type = byName.get(name);
        ObjectReader reader = readers.get(name);
        if (type == null || reader == null) {
            throw new UnreadableEvent("No event type is called '%s' here.".formatted(name));
        }
        if (schemaVersion < 1 || schemaVersion > type.version()) {
            throw new UnreadableEvent("%s has versions 1 to %d here, not %d; update this service first."
                    .formatted(name, type.version(), schemaVersion));
        }
        try {
            return type.isReadAsPresent(schemaVersion)
                    ? reader.readValue(payload)
                    : reader.readValue(
                            type.upcast(schemaVersion, json.readTree(payload).asObject()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableEvent("The payload is not a %s of version %d.".formatted(name, schemaVersion), e);
        }
    }

    /**
     * An event, written down.
     *
     * @param type the type's name
     * @param schemaVersion the version of its shape
     * @param payload the JSON text
     */
    public record Encoded(String type, int schemaVersion, String payload) {}

    /** An event that this version of the software cannot read; the message says why. */
    public static final class UnreadableEvent extends RuntimeException {
        UnreadableEvent(String message) {
            super(message);
        }

        UnreadableEvent(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
