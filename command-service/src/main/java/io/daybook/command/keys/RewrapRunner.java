package io.daybook.command.keys;

import io.daybook.personaldata.KeyRewrapping;
import io.daybook.personaldata.KeyRewrapping.Pass;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Wraps keys anew where that was asked for and is not done. Several instances share the work, and any may end in between. */
@Component
class RewrapRunner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RewrapRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final KeyRewrapping rewrapping;
    private long failedBefore;

    RewrapRunner(KeyRewrapping rewrapping) {
        super("key-rewrapping", PAUSE);
        this.rewrapping = rewrapping;
    }

    @Override
    protected void round() {
        if (!rewrapping.isWanted()) {
            return;
        }
        Pass pass = rewrapping.pass();
        boolean isMore = true;
        while (isMore && isRunning()) {
            isMore = pass.next();
        }
        if (isMore) {
            return;
        }
        long failed = pass.end();
        if (failed != failedBefore) {
            failedBefore = failed;
            LOG.atWarn()
                    .addKeyValue("failed", failed)
                    .log("Keys that could not be wrapped by the current master key; GET /v1/keys/rewrap says why.");
        }
    }

    @Override
    protected void failed(Exception e) throws InterruptedException {
        if (e instanceof KeysUnavailable) {
            LOG.atDebug().setCause(e).log("The key store does not answer; keys are wrapped anew once it does.");
        } else {
            super.failed(e);
        }
    }
}
