/**
 * Everything that Daybook needs, on one machine: real Postgres and real Kafka from Maven artifacts, and the suite on top.
 * For the demo and for tests; no service depends on it.
 */
@NullMarked
package io.daybook.localstack;

import org.jspecify.annotations.NullMarked;
