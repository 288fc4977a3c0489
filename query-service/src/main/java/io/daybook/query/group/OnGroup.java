package io.daybook.query.group;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Matches if the group takes part; evaluated before the group's package is scanned. */
final class OnGroup extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<?> annotation = metadata.getAnnotations().get(ConditionalOnGroup.class);
        String group = annotation.getString("value");
        BindResult<Set<String>> listed =
                Binder.get(context.getEnvironment()).bind("daybook.groups", Bindable.setOf(String.class));
        ConditionMessage message = ConditionMessage.forCondition(ConditionalOnGroup.class, group)
                .because("daybook.groups is " + (listed.isBound() ? listed.get() : "not set"));
        return new ConditionOutcome(
                listed.map(names -> names.contains(group)).orElseGet(() -> annotation.getBoolean("byDefault")),
                message);
    }

    /** The names of all groups that were evaluated, switched off or not. */
    static Set<String> evaluated(ConfigurableListableBeanFactory beans) {
        var names = new TreeSet<String>();
        ConditionEvaluationReport.get(beans).getConditionAndOutcomesBySource().forEach((group, outcomes) -> {
            if (outcomes.stream().anyMatch(outcome -> outcome.getCondition() instanceof OnGroup)) {
                names.add(name(ClassUtils.resolveClassName(group, beans.getBeanClassLoader())));
            }
        });
        return names;
    }

    private static String name(Class<?> group) {
        return MergedAnnotations.from(group).get(ConditionalOnGroup.class).getString("value");
    }
}
