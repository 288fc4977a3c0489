package io.daybook.command.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that people can read and Postgres can store: it shows all that is in it, see {@link PrintableTextValidator}. */
@Constraint(validatedBy = PrintableTextValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface PrintableText {
    /** Message to the caller. */
    String message() default "text without control, invisible or unassigned characters";

    /** Unused, but asked for by Bean Validation. */
    Class<?>[] groups() default {};

    /** Unused, but asked for by Bean Validation. */
    Class<? extends Payload>[] payload() default {};
}
