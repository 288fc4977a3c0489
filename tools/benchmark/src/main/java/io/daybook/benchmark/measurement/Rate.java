package io.daybook.benchmark.measurement;

/**
 * Rate and latencies of a load.
 *
 * @param perSecond how many times a second
 * @param p50Millis what half of the times took at most
 * @param p99Millis what 99 of 100 times took at most
 */
public record Rate(double perSecond, double p50Millis, double p99Millis) {}
