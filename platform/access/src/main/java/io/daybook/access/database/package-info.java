/** Connections to the few tables that access itself needs. */
@NullMarked
package io.daybook.access.database;

import org.jspecify.annotations.NullMarked;
