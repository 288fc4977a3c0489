/**
 * What the benchmark measures services against, inside of them: paths that answer like real ones and do nothing, and a service
 * whose door stands open. No part of the product: only the benchmark puts this on a class path.
 */
@NullMarked
package io.daybook.benchmark.endpoints;

import org.jspecify.annotations.NullMarked;
