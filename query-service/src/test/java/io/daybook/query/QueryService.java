package io.daybook.query;

import io.daybook.localstack.Databases;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import io.daybook.testsupport.ViewDatabases;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** A query-service on read databases that the projector-service's migrations have made, and an HTTP client for it. */
final class QueryService implements AutoCloseable {

    static final ViewCatalogue CATALOGUE = ViewCatalogue.of(Path.of(".."));

    private final ViewDatabases databases = new ViewDatabases(CATALOGUE.queriedViews());
    private final String reads = TestServers.freshReads();
    private final RunningService service;
    private final TestClient client;

    QueryService(String... properties) {
        databases.makeListedIn("daybook.groups", properties);
        var all = new ArrayList<>(databases.properties(Databases.QUERY));
        all.addAll(ViewDatabases.properties("reads", reads, Databases.QUERY));
        all.addAll(TestServers.personalData(Databases.QUERY));
        all.addAll(List.of(properties));
        service = RunningService.start(QueryServiceApplication.class, all);
        client = new TestClient("teller-1").at(service.baseUrl());
    }

    Answer get(String path) {
        return client.get(path);
    }

    /** The answer to whoever shows that token. */
    Answer as(String token, String path) {
        return client.withToken(token).get(path);
    }

    /** The status for whoever asks for the head of an answer with that token. */
    int head(String token, String path) {
        return client.withToken(token)
                .exchange("HEAD", path, BodyHandlers.discarding())
                .statusCode();
    }

    /** What the service has paths for, with the methods that answer there. */
    Map<RequestMappingInfo, HandlerMethod> handlers() {
        return service.handlers();
    }

    /** Every path that it answers, with its method before it: {@code GET /v1/accounts}. */
    SortedSet<String> paths() {
        return service.paths();
    }

    int port() {
        return service.port();
    }

    /** An answer in the given media type, as it came. */
    HttpResponse<String> get(String path, String accept) {
        return client.exchange("GET", path, BodyHandlers.ofString(), "Accept", accept);
    }

    /** The lines of an answer that goes on, as they come; closed, the caller is gone. */
    Stream<String> lines(String token, String path) {
        HttpResponse<Stream<String>> response = client.withToken(token).exchange("GET", path, BodyHandlers.ofLines());
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException("%s answered %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    /** An answer that is no JSON; headers come in pairs of name and value. */
    HttpResponse<byte[]> content(String path, String... headers) {
        return client.exchange("GET", path, BodyHandlers.ofByteArray(), headers);
    }

    /** Writes to a view's database, as the projector does. */
    void write(String view, String sql) {
        databases.query(view, sql);
    }

    /** Writes to the record of administrative acts, as the projector does. */
    void recordActs(String... statements) {
        try (Connection connection = DriverManager.getConnection(reads, Databases.PROJECTOR, Databases.PROJECTOR);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives an account a holder, as the projector does. */
    void hold(UUID account, String name) {
        write("balances", """
                insert into holders (account_id, name, name_tokens)
                values ('%s', '%s', '{%s}')
                """.formatted(
                account,
                name,
                cipher().index().beginnings(name).stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    /** The cipher that the service decrypts with. */
    PersonalDataCipher cipher() {
        return service.bean(PersonalDataCipher.class);
    }

    /** Destroys the keys of a customer. */
    void forget(String customerId) {
        KeyStore keys = service.bean(KeyStore.class);
        keys.destroy(keys.heldFor(customerId));
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
