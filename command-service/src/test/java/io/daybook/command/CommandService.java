package io.daybook.command;

import io.daybook.localstack.Databases;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.FormPart;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A command-service on real servers, and a client of it. */
public final class CommandService implements AutoCloseable {

    private final RunningService service;
    private final TestClient client;

    private CommandService(RunningService service) {
        this.service = service;
        this.client = new TestClient("teller-1").at(service.baseUrl());
    }

    /** The JDBC URL of a new log with nothing in it. */
    public static String freshLog() {
        return TestServers.migratedDatabase(Databases.LOG_OWNER, "log", url -> Flyway.configure()
                .dataSource(url, Databases.LOG_OWNER, Databases.LOG_OWNER)
                .locations("classpath:db/log")
                .placeholders(Map.of("runtimeRole", Databases.COMMAND))
                .load()
                .migrate());
    }

    /** Starts a service on that log. Two services may share one. A property without = is not set at all. */
    public static CommandService on(String logUrl, String... properties) {
        var all = new ArrayList<>(List.of(
                "spring.datasource.url=" + logUrl,
                "spring.datasource.username=" + Databases.COMMAND,
                "spring.datasource.password=" + Databases.COMMAND,
                "spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers(),
                "daybook.privacy.retention=P0D",
                "daybook.privacy.erasure-wait=0s"));
        all.addAll(TestServers.personalData(Databases.COMMAND));
        all.addAll(TestServers.operations(Databases.COMMAND));
        all.addAll(TestServers.topicMac());
        all.addAll(List.of(properties));
        return new CommandService(RunningService.start(CommandServiceApplication.class, all));
    }

    /** Posts JSON; headers come in pairs of name and value. */
    public Answer post(String path, String json, String... headers) {
        return client.post(path, json, headers);
    }

    /** Sends a request; headers come in pairs of name and value. */
    public Answer send(String method, String path, String json, String... headers) {
        return client.send(method, path, json, headers);
    }

    /** Asks for something. */
    public Answer get(String path) {
        return client.get(path);
    }

    /** Sends a request with any body; headers come in pairs of name and value. */
    public Answer send(String method, String path, String mediaType, BodyPublisher body, String... headers) {
        return client.send(method, path, mediaType, body, headers);
    }

    /** Posts a form as multipart/form-data; headers come in pairs of name and value. */
    public Answer postParts(String path, List<FormPart> parts, String... headers) {
        return client.postForm(path, parts, headers);
    }

    /** The header Authorization of a member of the bank who may do everything. */
    public static String as(String subject) {
        return "Bearer " + TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, null);
    }

    /** The URL that its paths begin with. */
    public URI baseUrl() {
        return URI.create(service.baseUrl());
    }

    /** Opens an account in euros, long before today. */
    public UUID anAccount() {
        Answer opened = post("/v1/accounts", """
                {"holder": {"name": "Ada Lovelace"}, "currency": "EUR", "effectiveDate": "2020-01-01"}""");
        return UUID.fromString(opened.body().get("accountId").asString());
    }

    /** The port that the service listens on. */
    public int port() {
        return service.port();
    }

    /** Every path that a controller answers, with its method before it: {@code GET /v1/log}. */
    public SortedSet<String> paths() {
        return service.paths();
    }

    /** The bean of that type. */
    public <T> T bean(Class<T> type) {
        return service.bean(type);
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
