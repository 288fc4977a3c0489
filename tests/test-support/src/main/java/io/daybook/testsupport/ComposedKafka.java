package io.daybook.testsupport;

import io.daybook.localstack.KafkaRights;
import io.daybook.localstack.LocalKafka;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A Kafka broker that lets in only whom it knows, as docker-compose.yml sets it up and with the rights that are granted there. The
 * password of a login is its name.
 */
public final class ComposedKafka implements AutoCloseable {

    /** The listener that services use; the local broker listens by another name. */
    private static final String LISTENER = "listener.name.internal.";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{KAFKA_([A-Z]+)_PASSWORD:\\?}");

    private final LocalKafka broker;

    private ComposedKafka(LocalKafka broker) {
        this.broker = broker;
    }

    /** Starts a broker and grants the rights. */
    public static ComposedKafka start(Path checkout) {
        var kafka = new ComposedKafka(LocalKafka.temporary(security(checkout)));
        try {
            KafkaRights.grant(kafka.login("admin"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return kafka;
    }

    private static Map<String, String> security(Path checkout) {
        var settings = new HashMap<String, String>();
        environment(checkout, "kafka").forEach((variable, value) -> {
            String name = variable.replaceFirst("^KAFKA_", "")
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.');
            if (name.contains("sasl") || name.equals("authorizer.class.name") || name.equals("super.users")) {
                settings.put(name.replace(LISTENER, "listener.name.broker."), value);
            }
        });
        settings.put("listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        return settings;
    }

    /** The settings that docker-compose.yml gives a service for this broker, as properties. */
    public List<String> properties(Path checkout, String service) {
        Map<String, String> environment = environment(checkout, service);
        return List.of(
                "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "spring.kafka.security.protocol=" + environment.get("SPRING_KAFKA_SECURITY_PROTOCOL"),
                "spring.kafka.properties.sasl.mechanism=" + environment.get("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"),
                "spring.kafka.properties.sasl.jaas.config="
                        + environment.get("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"));
    }

    private static Map<String, String> environment(Path checkout, String service) {
        try (Reader reader = Files.newBufferedReader(checkout.resolve("docker-compose.yml"))) {
            Map<?, ?> compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            var environment = new HashMap<String, String>();
            section(section(section(compose, "services"), service), "environment")
                    .forEach((name, value) -> environment.put(name.toString(), withNamesAsPasswords(value.toString())));
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withNamesAsPasswords(String value) {
        return VARIABLE.matcher(value).replaceAll(variable -> variable.group(1).toLowerCase(Locale.ROOT));
    }

    private static Map<?, ?> section(Map<?, ?> whole, String name) {
        return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
    }

    /** Settings of a client that logs in as that user. */
    public Map<String, Object> login(String user) {
        return KafkaRights.login(broker.bootstrapServers(), user, user);
    }

    /** Address at which it listens. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
    }
}
