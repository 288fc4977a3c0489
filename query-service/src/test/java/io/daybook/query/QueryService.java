package io.daybook.query;

import io.daybook.localstack.Databases;
import io.daybook.localstack.LocalIssuer;
import io.daybook.personaldata.KeyStore;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.TestServers;
import io.daybook.testsupport.ViewDatabases;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A query-service on read databases that the projector-service's migrations have made, and an HTTP client for it. */
final class QueryService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** The token of a member of the bank who may do everything. */
    private static final String MEMBER = TestServers.issuer().token("teller-1", LocalIssuer.EVERY_SCOPE, null);

    private static final String GROUPS = "daybook.groups";

    private final ViewDatabases databases = new ViewDatabases(Databases.QUERIED_VIEWS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String baseUrl;

    QueryService(String... properties) {
        var settings = new HashMap<String, String>(
                Map.of("server.port", "0", "daybook.reads.owner.password", Databases.READS_OWNER));
        databases.views().forEach(view -> addDatabase(settings, view, databases.url(view)));
        addDatabase(settings, "reads", TestServers.freshDatabase(Databases.READS_OWNER));
        var all = new ArrayList<>(TestServers.issuer().properties());
        all.addAll(TestServers.personalData(Databases.QUERY));
        all.addAll(List.of(properties));
        for (String property : all) {
            settings.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        Stream.of(settings.getOrDefault(GROUPS, String.join(",", databases.views())).split(","))
                .filter(databases.views()::contains)
                .forEach(databases::makeMigrated);
        context = SpringApplication.run(
                QueryServiceApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new));
        baseUrl = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static void addDatabase(Map<String, String> settings, String name, String url) {
        settings.put("daybook.databases.%s.url".formatted(name), url);
        settings.put("daybook.databases.%s.username".formatted(name), Databases.QUERY);
        settings.put("daybook.databases.%s.password".formatted(name), Databases.QUERY);
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body the JSON
     * @param headers the answer whole, for its headers
     */
    record Answer(int status, JsonNode body, HttpResponse<String> headers) {
        String text(String field) {
            return body.path(field).asString();
        }

        String header(String name) {
            return headers.headers().firstValue(name).orElse("");
        }

        List<String> items(String field) {
            return body.path("items")
                    .valueStream()
                    .map(item -> item.path(field).asString())
                    .toList();
        }
    }

    Answer get(String path) {
        return as(MEMBER, path);
    }

    /** The answer to whoever shows that token. */
    Answer as(String token, String path) {
        HttpResponse<String> response = send(path, BodyHandlers.ofString(), "Authorization", "Bearer " + token);
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        String body = isJson ? response.body() : "{}";
        return new Answer(response.statusCode(), JSON.readTree(body), response);
    }

    /** The status for whoever asks for the head of an answer with that token. */
    int head(String token, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .HEAD()
                .setHeader("Authorization", "Bearer " + token)
                .build();
        return exchange(request, BodyHandlers.discarding()).statusCode();
    }

    /** What the service has paths for. */
    Set<RequestMappingInfo> mappings() {
        return handlers().keySet();
    }

    /** What the service has paths for, with the methods that answer there. */
    Map<RequestMappingInfo, HandlerMethod> handlers() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    int port() {
        return URI.create(baseUrl).getPort();
    }

    /** An answer in the given media type, as it came. */
    HttpResponse<String> get(String path, String accept) {
        return send(path, BodyHandlers.ofString(), "Accept", accept);
    }

    /** The lines of an answer that goes on, as they come; closed, the caller is gone. */
    Stream<String> lines(String token, String path) {
        HttpResponse<Stream<String>> response = send(path, BodyHandlers.ofLines(), "Authorization", "Bearer " + token);
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IllegalStateException("%s answered %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    /** An answer that is no JSON; headers come in pairs of name and value. */
    HttpResponse<byte[]> content(String path, String... headers) {
        return send(path, BodyHandlers.ofByteArray(), headers);
    }

    private <T> HttpResponse<T> send(String path, BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).setHeader("Authorization", "Bearer " + MEMBER);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return exchange(request.build(), body);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes to a view's database, as the projector does. */
    void write(String view, String sql) {
        databases.query(view, sql);
    }

    /** Gives an account a holder, as the projector does. */
    void hold(UUID account, String name) {
        write("balances", """
                insert into holders (account_id, name, name_tokens)
                values ('%s', '%s', '{%s}')
                """.formatted(
                account,
                name,
                vault().index().beginnings(name).stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    /** The vault that the service opens with. */
    PersonalDataCipher vault() {
        return context.getBean(PersonalDataCipher.class);
    }

    /** Destroys the keys of a customer. */
    void forget(String customerId) {
        KeyStore keys = context.getBean(KeyStore.class);
        keys.destroy(keys.heldFor(customerId));
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
