package io.daybook.projector.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Takes part only if {@code daybook.views} lists this view: a process that does not fill it opens no connection for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnView.class)
public @interface ConditionalOnView {

    /** The view's name. */
    String value();
}
