package io.daybook.access.database;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Ends the start of a service that was given a password that it must not have: that of an owner of tables, which only the migration
 * job needs; and in production one that stands in the sample settings, or that is the name of its own role.
 */
public final class PasswordGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Passwords of owners, also by the names of the releases in which services migrated by themselves. */
    private static final List<String> OF_OWNERS = List.of(
            "daybook.migration.log.password",
            "daybook.migration.keys.password",
            "daybook.migration.reads.password",
            "spring.flyway.password",
            "daybook.personal-data.owner.password",
            "daybook.reads.owner.password");

    private static final String PRODUCTION = "production";

    /** All passwords of the file .env begin with this. */
    private static final String SAMPLE = "local-";

    private static final Pattern LOGIN =
            Pattern.compile("username=\"(?<username>[^\"]*)\"\\s+password=\"(?<password>[^\"]*)\"");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!isMigrationJob(environment)) {
            refuseOwners(environment);
        }
        if (PRODUCTION.equals(environment.getProperty("daybook.profile"))) {
            refuseSamples(environment);
        }
    }

    /** By the command line, as the job is told, and by no other setting. */
    private static boolean isMigrationJob(ConfigurableEnvironment environment) {
        PropertySource<?> arguments =
                environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        Object migrateOnly = arguments == null ? null : arguments.getProperty("daybook.migrate-only");
        return migrateOnly != null && !migrateOnly.equals("false");
    }

    private static void refuseOwners(ConfigurableEnvironment environment) {
        for (String name : OF_OWNERS) {
            if (!environment.getProperty(name, "").isEmpty()) {
                throw new ForbiddenPasswordException(("The setting %s is the password of an owner of tables, which no"
                                + " running service may have. Take it away from the service, and give it as"
                                + " daybook.migration.*.password to the migration job: docs/operations.md, \"Migrations\".")
                        .formatted(name));
            }
        }
    }

    private static void refuseSamples(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .flatMap(source -> Stream.of(source.getPropertyNames()))
                .filter(name -> isSample(environment, name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ForbiddenPasswordException(("The setting %s has a sample password, or the name of its own"
                                    + " role. In production (daybook.profile) give it a secret: docs/security.md, \"Passwords\".")
                            .formatted(name));
                });
    }

    private static boolean isSample(ConfigurableEnvironment environment, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String value = environment.getProperty(name, "");
        if (lower.endsWith("jaas.config") || lower.endsWith("jaas_config")) {
            Matcher login = LOGIN.matcher(value);
            return login.find() && isSample(login.group("password"), login.group("username"));
        }
        return lower.endsWith("password")
                && isSample(
                        value,
                        environment.getProperty(
                                name.replace("password", "username").replace("PASSWORD", "USERNAME")));
    }

    private static boolean isSample(String password, @Nullable String username) {
        return password.startsWith(SAMPLE) || (!password.isEmpty() && password.equals(username));
    }
}
