package io.daybook.command.integrity;

import io.daybook.command.integrity.SignedHeadIssuer.ContradictionException;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import io.daybook.serviceweb.BackgroundLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs heads while the log grows, and publishes them. Every instance that has a key tries; one at a time does it. */
final class HeadSigner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(HeadSigner.class);

    private static final int PUBLISHED_TOGETHER_MAX = 500;

    private final SigningKeys keys;
    private final SignedHeadIssuer heads;
    private final IntegrityStore store;
    private final SignedHeadTopic topic;
    private volatile boolean contradicted;
    private boolean isTopicThere;

    HeadSigner(
            SigningKeys keys,
            SignedHeadIssuer heads,
            IntegrityStore store,
            SignedHeadTopic topic,
            IntegrityProperties properties,
            MeterRegistry meters) {
        super("log-heads", properties.headInterval());
        this.keys = keys;
        this.heads = heads;
        this.store = store;
        this.topic = topic;
        Gauge.builder("daybook.log.contradicted", () -> contradicted ? 1 : 0)
                .description("Whether the log contradicts a head that was signed before; then nothing more is signed")
                .register(meters);
    }

    @Override
    protected void round() throws ExecutionException, InterruptedException, TimeoutException {
        try {
            signAndPublish(keys.signing().orElseThrow());
            contradicted = false;
        } catch (ContradictionException | LogTree.IncompleteTreeException e) {
            contradicted(e);
        }
    }

    @Override
    protected void failed(Exception e) {
        LOG.atWarn().setCause(e).log("A head could not be signed or published; it is tried again.");
    }

    private void signAndPublish(SigningKey key) throws ExecutionException, InterruptedException, TimeoutException {
        Optional<SignedHead> published = heads.isDue() ? published() : Optional.empty();
        while (isRunning() && heads.sign(key, published)) {
            LOG.atInfo().log("The Merkle tree is catching up with the log.");
        }
        for (List<SignedHead> waiting = store.unpublishedHeads(PUBLISHED_TOGETHER_MAX);
                isRunning() && !waiting.isEmpty();
                waiting = store.unpublishedHeads(PUBLISHED_TOGETHER_MAX)) {
            publish(waiting);
        }
    }

    /** Whoever empties the table of signed heads has not emptied the topic. */
    private Optional<SignedHead> published() throws ExecutionException, InterruptedException {
        ensureTopic();
        return topic.newest(keys);
    }

    private void publish(List<SignedHead> waiting) throws ExecutionException, InterruptedException, TimeoutException {
        ensureTopic();
        topic.publish(waiting);
        store.markPublished(waiting);
    }

    private void ensureTopic() throws ExecutionException, InterruptedException {
        if (!isTopicThere) {
            topic.ensure();
            isTopicThere = true;
        }
    }

    private void contradicted(RuntimeException e) {
        if (!contradicted) {
            LOG.atError()
                    .setCause(e)
                    .log("The log contradicts a signed head. Nothing more is signed. See docs/tamper-evidence.md.");
        }
        contradicted = true;
    }

    @Override
    public boolean isAutoStartup() {
        return keys.signing().isPresent();
    }
}
