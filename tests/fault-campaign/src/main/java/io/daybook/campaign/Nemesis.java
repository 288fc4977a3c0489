package io.daybook.campaign;

import io.daybook.campaign.check.History;
import io.daybook.campaign.check.Line.Faulted;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Breaks things by a plan, and puts each right again. */
final class Nemesis {

    private final Plan plan;
    private final History history;
    private final Map<String, ReentrantLock> victims = new ConcurrentHashMap<>();
    private final List<String> unhealed = new CopyOnWriteArrayList<>();

    Nemesis(Plan plan, History history) {
        this.plan = plan;
        this.history = history;
    }

    /**
     * Carries the plan out; returns when everything is whole again.
     *
     * @return faults that could not be put right
     */
    List<String> run() throws InterruptedException {
        long begin = System.nanoTime();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Plan.Step step : plan.steps()) {
                long ahead = TimeUnit.MILLISECONDS.toNanos(step.atMillis()) - (System.nanoTime() - begin);
                TimeUnit.NANOSECONDS.sleep(ahead);
                hands.execute(() -> carryOut(step, begin));
            }
        }
        return List.copyOf(unhealed);
    }

    private void carryOut(Plan.Step step, long begin) {
        Fault fault = step.fault();
        var victim = victims.computeIfAbsent(fault.victim(), name -> new ReentrantLock());
        victim.lock();
        try {
            long began = millisSince(begin);
            fault.inject();
            TimeUnit.MILLISECONDS.sleep(step.lengthMillis());
            fault.heal();
            history.add(new Faulted(fault.kind().name(), fault.target(), began, millisSince(begin)));
        } catch (RuntimeException e) {
            unhealed.add("%s of %s: %s".formatted(fault.kind(), fault.target(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            victim.unlock();
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
