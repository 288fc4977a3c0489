package io.daybook.campaign;

import io.daybook.campaign.check.EvidenceReader;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.Hash;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who can write to the topic and has not the relay's key: makes up an account with much money. */
final class Forger {

    /** Amount that the account is given. */
    static final String AMOUNT = "7777787";

    private final EventCodec codec = new EventCodec();
    private final UUID account = UUID.randomUUID();
    private final String topic;

    private Forger(String topic) {
        this.topic = topic;
    }

    /** Writes it to the topic, which is there or comes within a minute. */
    static void forge(String bootstrapServers, String topic) {
        var forger = new Forger(topic);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<DomainEvent> events = List.of(
                    new AccountOpened(new Holder("Nobody"), null, Money.of("0", "EUR")),
                    new MoneyDeposited(Money.of(AMOUNT, "EUR"), null));
            for (int version = 1; version <= events.size(); version++) {
                var unused = producer.send(forger.record(version, events.get(version - 1)));
            }
        }
    }

    private ProducerRecord<String, byte[]> record(int version, DomainEvent event) {
        var encoded = codec.encode(event);
        var recorded = new RecordedEvent(
                version,
                account,
                version,
                UUID.randomUUID(),
                encoded.type(),
                encoded.schemaVersion(),
                encoded.payload(),
                LocalDate.EPOCH,
                Instant.EPOCH,
                "teller",
                null,
                null,
                UUID.randomUUID(),
                null,
                null,
                Hash.NONE);
        var record = new ProducerRecord<>(
                topic, account.toString(), recorded.payload().getBytes(StandardCharsets.UTF_8));
        CloudEventAttributes.of(recorded).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        record.headers().add(EvidenceReader.FORGED, new byte[0]);
        return record;
    }
}
