package io.daybook.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.console.ConsoleProperties.SignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page how its users sign in. Nothing of it is secret. */
@RestController
class SettingsController {

    private final ConsoleProperties properties;

    SettingsController(ConsoleProperties properties) {
        this.properties = properties;
    }

    /**
     * Settings of signing in.
     *
     * @param signIn at which issuer; absent if there is none
     * @param demo true if tokens of a demo are offered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settings(@Nullable SignIn signIn, boolean demo) {}

    @GetMapping("/console/settings")
    ResponseEntity<Settings> settings() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Settings(properties.signIn(), properties.demo() != null));
    }
}
