package io.daybook.apidescription;

import io.daybook.access.AccessRules;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Common parts of the services' descriptions: scopes and problems. */
final class ServiceDescription implements OpenApiCustomizer {

    /** Paths are grouped by what stands first behind the version. */
    private static final Pattern TAG = Pattern.compile("^/v1/([^/]+).*$");

    private static final Pattern OPERATORS = Pattern.compile("^/v1/(log/|relay/|denied-callers)");

    private static final String IMPORTS = "/v1/imports";

    /** Paths of what goes on in the background: no stream has the version that a caller could expect. */
    private static final Set<String> BACKGROUND = Set.of(IMPORTS, "/v1/interest-runs");

    private static final String OK = "200";
    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> TITLES = Map.of(
            "command-service", "Daybook commands",
            "query-service", "Daybook queries",
            "projector-service", "Daybook operators");

    private static final Map<String, String> PORTS =
            Map.of("command-service", "8081", "query-service", "8082", "projector-service", "8083");

    /** Responses to any request. */
    private static final Map<String, String> ALWAYS = Map.of(
            "400", "The request is malformed; the detail says where.",
            "401", "No token, or one that is not believed.",
            "403", "The token does not reach that far.",
            "404", "There is no such thing here.",
            "406", "The response is not available in a media type of Accept.",
            "415", "The body is of a media type that is not taken here.",
            "429", "Too many requests, or the queue is full: come back after Retry-After.",
            "500", "A defect, which has been logged.",
            "503", "Not yet: come back after Retry-After.");

    /** Schemas of responses with status 201: something was recorded. */
    private static final Set<String> RECORDED =
            Set.of("CommandAnswer", "ProductAnswer", "DocumentAnswer", "CustomerAnswer");

    /** Schemas of responses that may have status 202 as well: any action may wait for a second person. */
    private static final Set<String> WAITING = Set.of("CommandAnswer", "ProductAnswer");

    /** Paths of what decides on such actions and does not wait itself. */
    private static final String APPROVALS = "/v1/approvals/";

    /** Schemas of responses with status 202: something was begun. */
    private static final Set<String> BEGUN =
            Set.of("ImportAnswer", "Verification", "InterestRun", "RebuildStatus", "ReplayAnswer");

    /** Parameters that are numbers, whatever type they are read into. */
    private static final Map<String, Schema<?>> NUMBERS = Map.of(
            "limit", new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(500)),
            "atLeastVersion", new IntegerSchema().format("int64").minimum(BigDecimal.ONE));

    private static final Set<String> BODY_HEADERS = Set.of("Content-Type", "Content-Length");

    /** Further responses to a command. */
    private static final Map<String, String> COMMANDS = Map.of(
            "409", "Not allowed in this state.",
            "412", "The version is not the expected one.",
            "413", "The body is too large.",
            "422", "The bank says no; or the Idempotency-Key came with another request before.");

    private final String service;
    private final AccessRules rules;
    private final RequestMappingHandlerMapping handlers;

    ServiceDescription(String service, AccessRules rules, RequestMappingHandlerMapping handlers) {
        this.service = service;
        this.rules = rules;
        this.handlers = handlers;
    }

    @Override
    public void customise(OpenAPI api) {
        api.setOpenapi("3.1.0");
        api.setSpecVersion(SpecVersion.V31);
        api.setInfo(new Info()
                .title(TITLES.get(service))
                .version("1")
                .description(
                        "Amounts are decimal strings in major units, with the currency's ISO 4217 code beside them;"
                                + " dates are ISO 8601. Errors are problem details (RFC 9457) with a stable type."));
        api.setServers(List.of(
                new Server().url("http://localhost:" + PORTS.get(service)).description("The demo")));
        components(api)
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of the configured issuer, see docs/security.md."));
        components(api).addSchemas(PROBLEM, problem());
        api.getComponents().getSchemas().remove("ProblemDetail");
        addExamples(api);
        RequestBounds.describe(api);
        api.getPaths().keySet().removeIf(path -> !path.startsWith("/v1/"));
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.isVoid()) {
                addWrittenBody(api, mapping);
            }
        });
        api.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> complete(path, method, operation)));
        api.setTags(null);
    }

    /** A method that writes the body itself returns nothing that springdoc could describe; its mapping names the media type. */
    private static void addWrittenBody(OpenAPI api, RequestMappingInfo mapping) {
        for (var type : mapping.getProducesCondition().getProducibleMediaTypes()) {
            for (String path : mapping.getPatternValues()) {
                PathItem item = Objects.requireNonNull(api.getPaths().get(path));
                ApiResponse response =
                        Objects.requireNonNull(item.getGet().getResponses().get(OK));
                Content content = Objects.requireNonNullElseGet(response.getContent(), Content::new);
                response.setContent(content.addMediaType(type.toString(), new MediaType().schema(new StringSchema())));
            }
        }
    }

    /** Examples are kept beside the test that asks for the description, by the names of schemas. */
    private static void addExamples(OpenAPI api) {
        Map<String, Object> examples = Examples.read();
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (examples.containsKey(name)) {
                schema.setExample(examples.get(name));
            }
        });
    }

    private static Components components(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        return api.getComponents();
    }

    private static Schema<?> problem() {
        var problem = new ObjectSchema();
        problem.setDescription(
                "Problem details of an error (RFC 9457). Some types have further members, see docs/problems.md.");
        problem.addProperty("type", new StringSchema().format("uri-reference").example("/problems/insufficient-funds"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty(
                "detail", new StringSchema().example("5000.00 EUR was asked for; 1250.00 EUR is available."));
        problem.addProperty("instance", new StringSchema().format("uri-reference"));
        problem.addProperty("pointer", new StringSchema().description("the field of the body that is malformed"));
        problem.addProperty("parameter", new StringSchema().description("the parameter that is malformed"));
        problem.addProperty(
                "errors", new ArraySchema().items(faultyField()).description("all fields that are malformed"));
        problem.setAdditionalProperties(true);
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    private static Schema<?> faultyField() {
        var field = new ObjectSchema();
        field.addProperty("pointer", new StringSchema());
        field.addProperty("detail", new StringSchema());
        field.setRequired(List.of("pointer", "detail"));
        return field;
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        List<String> scopes = rules.scopes(HttpMethod.valueOf(method.name()), path);
        operation.setSecurity(List.of(new SecurityRequirement().addList(TOKEN, scopes)));
        operation.setTags(List.of(TAG.matcher(path).replaceFirst("$1")));
        if (operation.getSummary() == null) {
            operation.setSummary(words(operation.getOperationId()));
        }
        boolean isCommand = method != PathItem.HttpMethod.GET;
        boolean mayBeKeyed = isCommand && service.equals("command-service") && !isWithoutKey(path, method);
        if (mayBeKeyed) {
            operation.addParametersItem(
                    header("Idempotency-Key", "Makes it safe to send the command twice.", new StringSchema()));
        }
        if (mayBeKeyed && !BACKGROUND.contains(path)) {
            operation.addParametersItem(header(
                    "If-Match",
                    "The version that the caller expects, in quotes.",
                    new StringSchema().example("\"3\"")));
        }
        if (rules.isAdministrative(HttpMethod.valueOf(method.name()), path)) {
            operation.addParametersItem(header(
                    "Daybook-Reason",
                    "The reason, which is recorded with the act: printable ASCII.",
                    new StringSchema().maxLength(500)));
        }
        if (operation.getParameters() != null) {
            // OpenAPI has them described by the body.
            operation.getParameters().removeIf(parameter -> BODY_HEADERS.contains(parameter.getName()));
            operation.getParameters().stream()
                    .filter(parameter -> NUMBERS.containsKey(parameter.getName()))
                    .forEach(parameter -> parameter.setSchema(NUMBERS.get(parameter.getName())));
        }
        operation.setResponses(responses(operation, path, method, isCommand));
    }

    private static ApiResponses responses(
            Operation operation, String path, PathItem.HttpMethod method, boolean isCommand) {
        var problems = new TreeMap<>(ALWAYS);
        if (isCommand) {
            problems.putAll(COMMANDS);
        }
        var responses = new ApiResponses();
        problems.forEach((status, text) -> responses.addApiResponse(status, problem(text)));
        if (operation.getResponses() != null) {
            operation.getResponses().forEach((status, response) -> add(responses, status, response, path, method));
        }
        return responses;
    }

    /** Requests of operators, and the end of an import, come to the same however often they are sent. */
    private static boolean isWithoutKey(String path, PathItem.HttpMethod method) {
        return OPERATORS.matcher(path).find() || (method == PathItem.HttpMethod.DELETE && path.startsWith(IMPORTS));
    }

    private static void add(
            ApiResponses responses, String status, ApiResponse response, String path, PathItem.HttpMethod method) {
        if (status.startsWith("3")) {
            responses.addApiResponse(status, new ApiResponse().description(response.getDescription()));
        } else if (status.startsWith("2")) {
            String schema = schema(response);
            responses.addApiResponse(status(status, schema, method), response);
            if (WAITING.contains(schema) && !path.startsWith(APPROVALS)) {
                responses.addApiResponse(
                        "202",
                        new ApiResponse()
                                .description("A second person is asked to agree; Location says where.")
                                .content(response.getContent()));
            }
        } else {
            responses.addApiResponse(status, problem(response.getDescription()));
        }
    }

    /** Controllers choose the status when they answer, where springdoc does not see it. */
    private static String status(String status, String schema, PathItem.HttpMethod method) {
        boolean mayRecord = method == PathItem.HttpMethod.POST || method == PathItem.HttpMethod.PUT;
        if (!mayRecord || !status.equals(OK)) {
            return status;
        }
        return RECORDED.contains(schema) ? "201" : BEGUN.contains(schema) ? "202" : status;
    }

    /** Name of the schema of a response, empty if it has none. */
    private static String schema(ApiResponse response) {
        return Stream.ofNullable(response.getContent())
                .flatMap(content -> content.values().stream())
                .map(media ->
                        media.getSchema() == null ? null : media.getSchema().get$ref())
                .filter(Objects::nonNull)
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .findFirst()
                .orElse("");
    }

    private static HeaderParameter header(String name, String description, Schema<?> schema) {
        var header = new HeaderParameter();
        header.name(name).description(description).required(false).schema(schema);
        return header;
    }

    private static ApiResponse problem(String text) {
        return new ApiResponse()
                .description(text)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    /** An operation's name in words: openHolds as "Open holds". */
    private static String words(String operationId) {
        String spaced = operationId
                .replaceAll("_\\d+$", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
