/**
 * Endpoints that the benchmark compares real ones with: they answer alike and do nothing. With them a configuration that switches
 * security off. No part of the product: only the benchmark puts this on a class path.
 */
@NullMarked
package io.daybook.benchmark.endpoints;

import org.jspecify.annotations.NullMarked;
