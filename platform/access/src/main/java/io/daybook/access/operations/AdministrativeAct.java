package io.daybook.access.operations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the administrative act that a method of a controller does, and has each recorded. A service does not start while a path
 * that needs a scope of operators, and changes something, goes to a method without it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AdministrativeAct {

    /** The name, its subject before the verb: {@code view.rebuild}. */
    String value();
}
