package io.daybook.projector.webhooks;

import io.daybook.personaldata.SecretCipher;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.webhooks.address.AllowedReceivers;
import io.daybook.projector.webhooks.address.WebhookUrlPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Beans that send webhooks, in a process that consumes for them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnView(WebhooksConsumer.NAME)
@EnableScheduling
class WebhooksConfiguration {

    @Bean
    WebhooksDatabase webhooksDatabase(EngineProperties properties) {
        return new WebhooksDatabase(properties);
    }

    @Bean
    WebhookUrlPolicy webhookTargets(WebhooksProperties properties) {
        return new WebhookUrlPolicy(properties.allowInsecureTargets());
    }

    @Bean
    SealedSecrets sealedSecrets(WebhooksDatabase database, SecretCipher cipher) {
        return new SealedSecrets(database, cipher);
    }

    @Bean
    SecretsReseal secretsReseal(SealedSecrets secrets, MeterRegistry meters) {
        return new SecretsReseal(secrets, meters);
    }

    @Bean
    AllowedReceivers allowedReceivers(WebhooksProperties properties) {
        return new AllowedReceivers(properties.receivers());
    }

    @Bean
    Subscriptions subscriptions(
            WebhooksDatabase database,
            SealedSecrets secrets,
            AllowedReceivers receivers,
            WebhooksProperties properties) {
        return new Subscriptions(database, secrets, receivers, properties);
    }

    @Bean
    Deliveries deliveries(WebhooksDatabase database) {
        return new Deliveries(database);
    }

    @Bean
    DeliveryCleanup webhookSweeper(WebhooksDatabase database, WebhooksProperties properties) {
        return new DeliveryCleanup(database, properties);
    }

    @Bean
    Sender webhookSender(WebhooksProperties properties, WebhookUrlPolicy targets) {
        return new Sender(properties, targets, Clock.systemUTC());
    }

    @Bean
    Dispatcher webhookDispatcher(
            WebhooksDatabase database,
            SealedSecrets secrets,
            Sender sender,
            WebhooksProperties properties,
            Deliveries deliveries,
            MeterRegistry meters) {
        var retries =
                new RetrySchedule(properties, () -> ThreadLocalRandom.current().nextDouble());
        return new Dispatcher(database, secrets, sender, retries, properties, new WebhookMetrics(meters, deliveries));
    }
}
