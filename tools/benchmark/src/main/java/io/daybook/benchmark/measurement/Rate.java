package io.daybook.benchmark.measurement;

/**
 * Rate and latencies of a load.
 *
 * @param perSecond number of times a second
 * @param p50Millis longest time of the fastest half
 * @param p99Millis longest time of the fastest 99 of 100
 */
public record Rate(double perSecond, double p50Millis, double p99Millis) {}
