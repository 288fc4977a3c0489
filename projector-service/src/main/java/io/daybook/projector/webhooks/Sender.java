package io.daybook.projector.webhooks;

import io.daybook.projector.webhooks.address.WebhookUrlPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends one delivery once, signed, within a time and without believing anything of the receiver. */
final class Sender implements AutoCloseable {

    private static final String USER_AGENT = "Daybook-Webhooks/1";
    private static final String TOO_SLOW = "No answer in time.";

    /** Enough to use the connection again after any answer that a receiver means well with. The content is of no interest. */
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    /** A connection that was idle for longer is looked at before it is used: the receiver may have closed it. */
    private static final TimeValue IDLE_TRUSTED = TimeValue.ofMilliseconds(200);

    private final CloseableHttpClient http;
    private final WebhookUrlPolicy targets;
    private final Duration requestTimeout;
    private final Clock clock;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    Sender(WebhooksProperties properties, WebhookUrlPolicy targets, Clock clock) {
        this.targets = targets;
        this.requestTimeout = properties.requestTimeout();
        this.clock = clock;
        this.http = http(properties, targets);
    }

    /** No redirects, cookies, retries or compression; as many connections as there are deliveries at the same time. */
    private static CloseableHttpClient http(WebhooksProperties properties, WebhookUrlPolicy targets) {
        int connectionsMax = properties.subscriptionsMax() * properties.inFlightMax();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(targets)
                .setMaxConnTotal(connectionsMax)
                .setMaxConnPerRoute(connectionsMax)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(properties.connectTimeout()))
                        .setValidateAfterInactivity(IDLE_TRUSTED)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(properties.requestTimeout()))
                        .build())
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    Attempt send(DeliveryLease claim, List<Secret> secrets) {
        try {
            return send(request(targets.checkForm(claim.url()), claim, secrets));
        } catch (WebhookUrlPolicy.NotAllowed e) {
            return Attempt.failed(String.valueOf(e.getMessage()));
        }
    }

    private HttpPost request(URI url, DeliveryLease claim, List<Secret> secrets) {
        Instant now = clock.instant();
        String id = claim.eventId().toString();
        var request = new HttpPost(url);
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        request.setHeader("webhook-signature", Signature.header(secrets, id, now, claim.body()));
        request.setEntity(
                new ByteArrayEntity(claim.body().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return request;
    }

    private Attempt send(HttpPost request) {
        // The client's own time-outs begin anew with every byte that comes.
        Future<?> deadline = deadlines.schedule(request::cancel, requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answer(request);
        } catch (IOException e) {
            return Attempt.failed(request.isCancelled() ? TOO_SLOW : fault(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private Attempt answer(HttpPost request) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, request, HttpClientContext.create());
        var attempt =
                Attempt.answered(response.getCode(), retryAfter(response.getFirstHeader(HttpHeaders.RETRY_AFTER)));
        finish(request, response);
        return attempt;
    }

    /** The status has come and is the answer: trouble with the content only means that the connection is not used again. */
    private static void finish(HttpPost request, ClassicHttpResponse response) {
        try (response) {
            HttpEntity entity = response.getEntity();
            if (entity != null && entity.getContent().readNBytes(ANSWER_BYTES_MAX).length == ANSWER_BYTES_MAX) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3); zero if it says neither. */
    private Duration retryAfter(@Nullable Header header) {
        String value = header == null ? "" : header.getValue().strip();
        try {
            Duration asked = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** In words of our own: messages of others may repeat the URL, whose query may hold a key. */
    private static String fault(IOException e) {
        return switch (e) {
            case WebhookUrlPolicy.PrivateAddress inside ->
                "The host has an address that is not on the public internet.";
            case UnknownHostException unknown -> "The host is unknown.";
            case SSLException insecure ->
                "No TLS connection: the certificate, or something else about it, is not valid.";
            case ConnectTimeoutException slow -> "No connection in time.";
            case InterruptedIOException slow -> TOO_SLOW;
            case ConnectException refused -> "No connection.";
            default ->
                "The connection broke, or the answer is not HTTP (%s)."
                        .formatted(e.getClass().getSimpleName());
        };
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
