/** Loads on the services and on Postgres, and the programs wrk and pgbench that send them. */
@NullMarked
package io.daybook.benchmark.load;

import org.jspecify.annotations.NullMarked;
