package io.daybook.query.group;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if {@code daybook.groups} lists the group; evaluated before the group's package is scanned. */
final class OnGroup implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String group = metadata.getAnnotations().get(ConditionalOnGroup.class).getString("value");
        return Binder.get(context.getEnvironment())
                .bind("daybook.groups", Bindable.setOf(String.class))
                .orElse(Set.of())
                .contains(group);
    }
}
