package io.daybook.serviceweb;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Takes the query parameters that a path has and no others, and UUIDs, in paths as well, in their one form. */
@ControllerAdvice
class StrictRequests implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).order(Ordered.HIGHEST_PRECEDENCE);
    }

    /** An editor and no converter: where a converter fails, Spring asks its own editor, which takes {@code 1-1-1-1-1}. */
    @InitBinder
    void readUuids(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new UuidEditor());
    }

    /** Reads an empty parameter as an absent one. */
    private static final class UuidEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            setValue(text.isEmpty() ? null : ExactText.uuid(text));
        }
    }
}
