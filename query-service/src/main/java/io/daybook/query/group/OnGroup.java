package io.daybook.query.group;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Matches if {@code daybook.groups} lists the group; evaluated before the group's package is scanned. */
final class OnGroup extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String group = name(metadata.getAnnotations());
        Set<String> listed = Binder.get(context.getEnvironment())
                .bind("daybook.groups", Bindable.setOf(String.class))
                .orElse(Set.of());
        ConditionMessage message =
                ConditionMessage.forCondition(ConditionalOnGroup.class, group).because("daybook.groups is " + listed);
        return new ConditionOutcome(listed.contains(group), message);
    }

    /** The names of all groups that were evaluated, switched off or not. */
    static Set<String> evaluated(ConfigurableListableBeanFactory beans) {
        var names = new TreeSet<String>();
        ConditionEvaluationReport.get(beans).getConditionAndOutcomesBySource().forEach((group, outcomes) -> {
            if (outcomes.stream().anyMatch(outcome -> outcome.getCondition() instanceof OnGroup)) {
                names.add(name(MergedAnnotations.from(ClassUtils.resolveClassName(group, beans.getBeanClassLoader()))));
            }
        });
        return names;
    }

    private static String name(MergedAnnotations annotations) {
        return annotations.get(ConditionalOnGroup.class).getString("value");
    }
}
