package io.daybook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.EventCodec.UnreadableEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

        assertThat(codec.encode(event).type()).isEqualTo(shape.type());
    }

    @ParameterizedTest
    @MethodSource("everyShapeEverPublished")
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
    void amounts_are_decimal_strings_never_floating_point() {
        var written = codec.encode(new MoneyDeposited(Money.of("100.10", "EUR"), null));

        assertThat(written.payload()).isEqualTo("""
                {"amount":{"value":"100.10","currency":"EUR"}}""");
    }

    @Test
    void an_unknown_type_is_refused_by_name() {
        assertThatThrownBy(() -> codec.decode("MoonLanded", 1, "{}"))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("MoonLanded");
    }

    @Test
    void a_version_from_the_future_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> codec.decode("MoneyDeposited", 2, "{}"))
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
