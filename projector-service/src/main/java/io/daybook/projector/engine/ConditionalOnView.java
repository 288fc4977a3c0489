package io.daybook.projector.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Takes part only if this process fills the view: one that does not opens no connection for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnView.class)
public @interface ConditionalOnView {

    /** The view's name. */
    String value();
}
