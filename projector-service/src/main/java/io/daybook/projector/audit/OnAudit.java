package io.daybook.projector.audit;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code daybook.views} lists this view: a process that does not fill it cannot verify it. */
final class OnAudit implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("daybook.views", Bindable.setOf(String.class))
                .orElse(Set.of())
                .contains(AuditView.NAME);
    }
}
