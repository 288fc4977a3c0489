/**
 * Record of administrative acts: what operators do to the services, as against what the log records as events. An act is written
 * down before it is done.
 */
@NullMarked
package io.daybook.access.operations;

import org.jspecify.annotations.NullMarked;
