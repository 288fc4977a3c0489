/** Set-based SQL for views: rows that go in by {@code unnest} or COPY, connection pools, erased keys. */
@NullMarked
package io.daybook.projector.engine.sql;

import org.jspecify.annotations.NullMarked;
