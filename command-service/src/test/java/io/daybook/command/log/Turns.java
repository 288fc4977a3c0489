package io.daybook.command.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic scheduler: threads run one at a time and take turns only where they say so, in one order after the other
 * until every order was seen. A thread that could go on is interrupted only once in an order, which keeps their
 * number small and finds nearly all that there is to find (context bounding).
 *
 * <p>Home-made, because what it is for waits with time limits, and has to be seen as a thread that waits for something to
 * happen, not as one that looks again and again.
 */
final class Turns {

    private static final int INTERRUPTIONS_MAX = 1;

    private final List<Integer> planned;
    private final List<Choice> made = new ArrayList<>();
    private final Map<Thread, Actor> actors = new LinkedHashMap<>();
    private final Semaphore isOver = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int interruptions;

    private Turns(List<Integer> planned) {
        this.planned = planned;
    }

    /** Which of how many threads was let go on. */
    private record Choice(int taken, int of) {}

    /** A thread, and what it waits for. */
    private static final class Actor {
        private final String name;
        private final Semaphore turn = new Semaphore(0);
        private BooleanSupplier canGoOn = () -> true;
        private boolean isDone;

        Actor(String name) {
            this.name = name;
        }

        boolean canGoOn() {
            return !isDone && canGoOn.getAsBoolean();
        }
    }

    /**
     * Plays something in every order.
     *
     * @param play adds threads, has them run, and checks what came of it
     * @return how many orders there are
     */
    static int inEveryOrder(Consumer<Turns> play) {
        int orders = 0;
        Optional<List<Integer>> next = Optional.of(List.of());
        while (next.isPresent()) {
            var turns = new Turns(next.get());
            play.accept(turns);
            next = turns.next();
            orders++;
        }
        return orders;
    }

    /** The order that follows on this one: the last choice that can still be made otherwise is. */
    private Optional<List<Integer>> next() {
        for (int last = made.size() - 1; last >= 0; last--) {
            if (made.get(last).taken() + 1 < made.get(last).of()) {
                var choices = new ArrayList<>(
                        made.subList(0, last).stream().map(Choice::taken).toList());
                choices.add(made.get(last).taken() + 1);
                return Optional.of(choices);
            }
        }
        return Optional.empty();
    }

    /** Adds a thread. */
    void add(String name, Runnable part) {
        var actor = new Actor(name);
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            actor.turn.acquireUninterruptibly();
            try {
                part.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
            actor.isDone = true;
            passOn(actor);
        });
        actors.put(thread, actor);
    }

    /** Runs all threads to their ends. */
    void run() {
        actors.keySet().forEach(Thread::start);
        passOn(null);
        isOver.acquireUninterruptibly();
        if (failure.get() != null) {
            throw new AssertionError("A thread failed, in the order " + made, failure.get());
        }
    }

    /** Lets the next thread go on: the same, where that is chosen. At the end, and after a failure, nobody does. */
    private void passOn(@Nullable Actor current) {
        var able =
                new ArrayList<>(actors.values().stream().filter(Actor::canGoOn).toList());
        if (able.isEmpty() && !waiting().isEmpty()) {
            failure.compareAndSet(null, new AssertionError("For ever waiting: " + waiting()));
        }
        if (able.isEmpty() || failure.get() != null) {
            isOver.release();
        } else {
            choose(current, able).turn.release();
        }
    }

    private Actor choose(@Nullable Actor current, List<Actor> able) {
        boolean goesOn = current != null && able.remove(current);
        if (goesOn) {
            able.addFirst(current);
        }
        int of = goesOn && interruptions == INTERRUPTIONS_MAX ? 1 : able.size();
        int taken = made.size() < planned.size() ? planned.get(made.size()) : 0;
        made.add(new Choice(taken, of));
        interruptions += goesOn && taken > 0 ? 1 : 0;
        return able.get(taken);
    }

    private List<String> waiting() {
        return actors.values().stream()
                .filter(actor -> !actor.isDone)
                .map(actor -> actor.name)
                .toList();
    }

    /** Called by a thread of the play: others may go on here. Everybody else passes. */
    void point() {
        until(() -> true);
    }

    /** Called by a thread of the play: it goes on when that is so. */
    void until(BooleanSupplier isSo) {
        Actor actor = actors.get(Thread.currentThread());
        if (actor != null) {
            actor.canGoOn = isSo;
            passOn(actor);
            actor.turn.acquireUninterruptibly();
        }
    }
}
