package io.daybook.testsupport;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A service in this process, on a free port. */
public final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a service that believes the tokens of the shared issuer. The last of several values of a property counts. */
    public static RunningService start(Class<?> application, Collection<String> properties) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.port", "0");
        TestServers.issuer().properties().forEach(property -> set(settings, property));
        properties.forEach(property -> set(settings, property));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
        return new RunningService(SpringApplication.run(application, arguments));
    }

    /** Sets a property like {@code name=value}; one without = is not set at all. */
    private static void set(Map<String, String> settings, String property) {
        String[] setting = property.split("=", 2);
        if (setting.length == 1) {
            settings.remove(setting[0]);
        } else {
            settings.put(setting[0], setting[1]);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The URL that its paths begin with. */
    public String baseUrl() {
        return "http://localhost:" + port();
    }

    /** The bean of that type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The beans of that type. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Everything that it has paths for, with the methods that answer there. */
    public Map<RequestMappingInfo, HandlerMethod> handlers() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    /** Every path of the API that it answers, with its method before it: {@code GET /v1/log}. */
    public SortedSet<String> paths() {
        var paths = new TreeSet<String>();
        handlers().keySet().forEach(mapping -> mapping.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/v1/"))
                .forEach(pattern -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> paths.add(method.name() + " " + pattern))));
        return paths;
    }

    @Override
    public void close() {
        context.close();
    }
}
