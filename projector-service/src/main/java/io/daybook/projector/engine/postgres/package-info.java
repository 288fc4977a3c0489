/** Views in Postgres: tables, checkpoints and parked events move in one transaction; a generation is a schema. */
@NullMarked
package io.daybook.projector.engine.postgres;

import org.jspecify.annotations.NullMarked;
