package io.daybook.localstack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Rights of the services at a Kafka that lets in only whom it knows: the command-service makes the topics and writes to them, the
 * projector-service reads. The query-service uses no Kafka.
 */
public final class KafkaRights {

    private static final String COMMAND = "User:command";
    private static final String PROJECTOR = "User:projector";
    private static final String EVENTS = "daybook.events";
    private static final String HEADS = "daybook.heads";

    /** The consumer groups of all views begin with this. */
    private static final String GROUPS = "daybook-";

    /** All passwords of the file .env begin with this. */
    private static final String SAMPLE = "local-";

    private KafkaRights() {}

    /** Argument: the bootstrap servers. The administrator's password is {@code KAFKA_ADMIN_PASSWORD} of the environment. */
    public static void main(String[] args) throws ExecutionException, InterruptedException {
        String password = Optional.ofNullable(System.getenv("KAFKA_ADMIN_PASSWORD"))
                .orElseThrow(() -> new IllegalStateException("KAFKA_ADMIN_PASSWORD is not set."));
        if ("production".equals(System.getenv("DAYBOOK_PROFILE")) && password.startsWith(SAMPLE)) {
            throw new IllegalStateException(
                    "KAFKA_ADMIN_PASSWORD is a sample password: in production give it a secret.");
        }
        grant(login(args[0], "admin", password));
        System.out.println("The services have their rights at Kafka.");
    }

    /** Settings of a client that logs in with a password. */
    public static Map<String, Object> login(String bootstrapServers, String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    /** Gives the rights, as far as they were not given before. */
    public static void grant(Map<String, Object> administrator) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(administrator)) {
            admin.createAcls(rights()).all().get();
        }
    }

    private static List<AclBinding> rights() {
        return Stream.concat(
                        Stream.of(EVENTS, HEADS)
                                .flatMap(topic -> Stream.of(AclOperation.CREATE, AclOperation.WRITE, AclOperation.READ)
                                        .map(operation -> right(
                                                COMMAND, operation, ResourceType.TOPIC, topic, PatternType.LITERAL))),
                        Stream.of(
                                right(PROJECTOR, AclOperation.READ, ResourceType.TOPIC, EVENTS, PatternType.LITERAL),
                                right(PROJECTOR, AclOperation.READ, ResourceType.GROUP, GROUPS, PatternType.PREFIXED)))
                .toList();
    }

    private static AclBinding right(
            String principal, AclOperation operation, ResourceType type, String name, PatternType pattern) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }
}
