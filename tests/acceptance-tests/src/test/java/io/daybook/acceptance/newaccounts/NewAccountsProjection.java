package io.daybook.acceptance.newaccounts;

import io.daybook.projector.engine.View;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Adds the view to the projector-service. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "projector-service")
public class NewAccountsProjection {

    @Bean
    View newAccountsView() {
        return new NewAccountsView();
    }
}
