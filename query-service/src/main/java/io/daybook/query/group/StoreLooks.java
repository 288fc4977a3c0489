package io.daybook.query.group;

import io.daybook.query.database.ReadStore;
import io.daybook.serviceweb.BackgroundLook;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Looks at each store whether it answers, on a thread for each: one that hangs does not hold up the others. */
final class StoreLooks implements SmartLifecycle {

    private final List<StoreLook> looks;
    private volatile boolean running;

    /**
     * A look at a store.
     *
     * @param view the store's view
     * @param look whether it answers
     */
    record StoreLook(String view, BackgroundLook<Boolean> look) {

        private static StoreLook at(ReadStore store) {
            return new StoreLook(store.view(), new BackgroundLook<>("health-of-" + store.view(), store::answers));
        }

        boolean answers() {
            return look.latest().orElse(false);
        }
    }

    StoreLooks(List<ReadStore> stores) {
        this.looks = stores.stream().map(StoreLook::at).toList();
    }

    List<StoreLook> all() {
        return looks;
    }

    @Override
    public void start() {
        running = true;
        looks.forEach(one -> one.look().start());
    }

    @Override
    public void stop() {
        running = false;
        looks.forEach(one -> one.look().stop());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
