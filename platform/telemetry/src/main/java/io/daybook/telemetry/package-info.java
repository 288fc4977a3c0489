/**
 * Telemetry of every service: traces that go on across services, threads and days, and lines of the log that name
 * the request they belong to. Configured by {@link io.daybook.telemetry.TelemetryAutoConfiguration}.
 */
@NullMarked
package io.daybook.telemetry;

import org.jspecify.annotations.NullMarked;
