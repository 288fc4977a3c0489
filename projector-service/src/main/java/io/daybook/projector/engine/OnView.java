package io.daybook.projector.engine;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Condition that {@code daybook.views} lists the view, or is not set and the view is registered. */
final class OnView implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String view = metadata.getAnnotations().get(ConditionalOnView.class).getString("value");
        return Binder.get(context.getEnvironment())
                .bind("daybook.views", Bindable.listOf(String.class))
                .orElseGet(RegisteredViews::names)
                .contains(view);
    }
}
