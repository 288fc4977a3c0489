package io.daybook.query.group;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Takes part only if {@code daybook.groups} lists this group, or is not set and the group is one by default. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnGroup.class)
public @interface ConditionalOnGroup {

    /** The group's name, which is its view's. */
    String value();

    /** True if the group takes part when {@code daybook.groups} is not set. */
    boolean byDefault() default true;
}
