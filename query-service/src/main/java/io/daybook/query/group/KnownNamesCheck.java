package io.daybook.query.group;

import io.daybook.serviceweb.UnknownNameException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Ends the start if a setting names a group or a database that does not exist, before any bean lacks what it names. */
final class KnownNamesCheck implements BeanFactoryPostProcessor {

    /** Database of the recorded reads, which is no group's. */
    private static final String READS = "reads";

    private final Binder settings;

    KnownNamesCheck(Environment environment) {
        this.settings = Binder.get(environment);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Set<String> groups = OnGroup.evaluated(beans);
        var databases = new TreeSet<>(groups);
        databases.add(READS);
        UnknownNameException.check(
                "daybook.groups",
                settings.bind("daybook.groups", Bindable.setOf(String.class)).orElse(Set.of()),
                groups);
        UnknownNameException.check(
                "daybook.databases",
                settings.bind("daybook.databases", Bindable.mapOf(String.class, Object.class))
                        .orElse(Map.of())
                        .keySet(),
                databases);
    }
}
