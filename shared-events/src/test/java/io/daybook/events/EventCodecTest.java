package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.HistoricalMovement;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.EventCodec.UnreadableEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventCodecTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    private final EventCodec codec = new EventCodec();
    private final JsonMapper json = new JsonMapper();

    record Shape(String type, int version) {
        Path sample() {
            return SAMPLES.resolve("%s.v%d.json".formatted(type, version));
        }
    }

    private static Stream<Shape> everyShapeEverPublished() {
        return EventCodec.types().stream().flatMap(type -> IntStream.rangeClosed(1, type.version())
                .mapToObj(version -> new Shape(type.name(), version)));
    }

    @ParameterizedTest
    @MethodSource("everyShapeEverPublished")
    void every_shape_ever_published_can_be_read(Shape shape) throws IOException {
        String payload = Files.readString(shape.sample());

        DomainEvent event = codec.decode(shape.type(), shape.version(), payload);

        assertThat(EventCodec.namesOf(event.getClass())).contains(shape.type());
    }

    private static Stream<Shape> everyShapeOfWhatIsStillWritten() {
        Set<String> written = EventCodec.types().stream()
                .filter(EventType::isWritten)
                .map(EventType::name)
                .collect(Collectors.toSet());
        return everyShapeEverPublished().filter(shape -> written.contains(shape.type()));
    }

    @ParameterizedTest
    @MethodSource("everyShapeOfWhatIsStillWritten")
    void the_present_shape_is_written_as_its_sample_shows(Shape shape) throws IOException {
        String payload = Files.readString(shape.sample());

        var written = codec.encode(codec.decode(shape.type(), shape.version(), payload));

        Path presentSample = new Shape(shape.type(), written.schemaVersion()).sample();
        assertThat(json.readTree(written.payload())).isEqualTo(json.readTree(Files.readString(presentSample)));
    }

    @Test
    void every_sample_belongs_to_a_shape_of_the_contract() throws IOException {
        List<Path> known = everyShapeEverPublished().map(Shape::sample).toList();

        try (Stream<Path> samples = Files.list(SAMPLES)) {
            assertThat(samples).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void every_event_of_the_domain_is_in_the_contract() {
        assertThat(EventCodec.types().stream().<Class<?>>map(EventType::eventClass))
                .containsAll(events(DomainEvent.class).toList());
    }

    private static Stream<Class<?>> events(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses()).flatMap(EventCodecTest::events)
                : Stream.of(sealed);
    }

    @Test
    void an_account_opened_before_holders_had_more_than_a_name_reads_like_one_opened_today() {
        String firstVersion = """
                {"holderName": "Ada Lovelace", "overdraftLimit": {"value": "0.00", "currency": "EUR"}}""";

        assertThat(codec.decode("AccountOpened", 1, firstVersion))
                .isEqualTo(new AccountOpened(new Holder("Ada Lovelace"), null, Money.of("0.00", "EUR")));
    }

    @Test
    void a_payment_requested_before_other_actions_were_reads_like_an_action_without_an_end() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("amount", "25000.00");
        fields.put("currency", "EUR");

        assertThat(codec.decode("PaymentRequested", 1, """
                        {"requestedBy": "tom", "amount": {"value": "25000.00", "currency": "EUR"}}"""))
                .isEqualTo(new ActionRequested(
                        Subject.ACCOUNT,
                        "tom",
                        new RequestedAction("withdrawal", 1, fields),
                        Money.of("25000.00", "EUR"),
                        null));
        fields.put("toAccountId", "01980000-0000-7000-8000-000000000002");
        fields.put("effectiveDate", "2026-01-31");
        fields.put("reference", "INV-7");
        assertThat(codec.decode("PaymentRequested", 1, """
                        {"requestedBy": "tom", "amount": {"value": "25000.00", "currency": "EUR"},
                         "toAccountId": "01980000-0000-7000-8000-000000000002", "effectiveDate": "2026-01-31",
                         "reference": "INV-7"}"""))
                .isEqualTo(new ActionRequested(
                        Subject.ACCOUNT,
                        "tom",
                        new RequestedAction("transfer", 1, fields),
                        Money.of("25000.00", "EUR"),
                        null));
    }

    @Test
    void a_decision_on_a_payment_reads_like_one_on_an_action() {
        UUID request = new UUID(5, 1);
        String payload = "{\"requestEventId\": \"%s\"}".formatted(request);

        assertThat(codec.decode("PaymentApproved", 1, payload)).isEqualTo(new ActionApproved(Subject.ACCOUNT, request));
        assertThat(codec.decode("PaymentRejected", 1, payload)).isEqualTo(new ActionRejected(Subject.ACCOUNT, request));
    }

    @Test
    void amounts_are_decimal_strings_never_floating_point() {
        var written = codec.encode(new MoneyDeposited(Money.of("100.10", "EUR"), null));

        assertThat(written.payload()).isEqualTo("""
                {"amount":{"value":"100.10","currency":"EUR"}}""");
    }

    private static Stream<DomainEvent> paymentsWithAnOtherParty() {
        var party = new Counterparty("sealed:1:a", "sealed:1:b", null);
        Money amount = Money.of("5.00", "EUR");
        UUID id = new UUID(5, 1);
        return Stream.of(
                new MoneyDeposited(amount, null, party),
                new MoneyWithdrawn(amount, "R-1", party),
                new TransferSent(id, id, amount, null, party),
                new TransferReceived(id, id, amount, null, party),
                new HoldCaptured(id, amount, amount, null, party));
    }

    @ParameterizedTest
    @MethodSource("paymentsWithAnOtherParty")
    void a_payment_tells_of_the_other_party_from_version_2_on(DomainEvent payment) {
        var written = codec.encode(payment);

        assertThat(json.readTree(written.payload()).path("counterparty").toString())
                .isEqualTo("""
                {"name":"sealed:1:a","number":"sealed:1:b"}""");
        assertThat(codec.decode(written.type(), 2, written.payload())).isEqualTo(payment);
    }

    private static Stream<HistoricalMovement> whatOtherBooksHad() {
        UUID id = new UUID(5, 1);
        Money amount = Money.of("1.00", "EUR");
        return Stream.of(
                new MoneyDeposited(amount, null),
                new MoneyWithdrawn(amount, null),
                new TransferSent(id, id, amount, null),
                new TransferReceived(id, id, amount, null),
                new FeeCharged(amount, null),
                new FeeReversed(amount, null),
                new InterestCredited(amount, null),
                new InterestCharged(amount, null),
                new InterestCreditReversed(amount, null),
                new InterestChargeReversed(amount, null),
                new TaxWithheld(amount, null),
                new TaxReversed(amount, null));
    }

    @ParameterizedTest
    @MethodSource("whatOtherBooksHad")
    void what_other_books_had_tells_when_and_all_else_is_written_without(HistoricalMovement movement) {
        LocalDate day = LocalDate.parse("2026-01-05");
        var written = codec.encode(movement.bookedOn(day));

        assertThat(json.readTree(written.payload()).path("bookedOn").asString()).isEqualTo("2026-01-05");
        assertThat(codec.decode(written.type(), written.schemaVersion(), written.payload()))
                .isEqualTo(movement.bookedOn(day));
        assertThat(movement.bookedOn(day).change()).isEqualTo(movement.change());
        assertThat(json.readTree(codec.encode(movement).payload()).has("bookedOn"))
                .isFalse();
    }

    @Test
    void a_payment_from_before_tells_of_no_other_party() {
        assertThat(codec.decode("MoneyDeposited", 1, """
                        {"amount": {"value": "5.00", "currency": "EUR"}, "reference": "R-1"}"""))
                .isEqualTo(new MoneyDeposited(Money.of("5.00", "EUR"), "R-1", null));
    }

    @Test
    void an_unknown_type_is_refused_by_name() {
        assertThatThrownBy(() -> codec.decode("MoonLanded", 1, "{}"))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("MoonLanded");
    }

    @Test
    void a_version_from_the_future_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> codec.decode("MoneyDeposited", 4, "{}"))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("update this service first");
    }

    @Test
    void a_payload_of_another_shape_is_refused() {
        assertThatThrownBy(() -> codec.decode("MoneyDeposited", 1, "{\"amount\": 5}"))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> codec.decode("MoneyDeposited", 1, "{}")).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> codec.decode("AccountOpened", 1, "[]")).isInstanceOf(UnreadableEvent.class);
    }
}
