/** Connections to the few tables that access itself needs, and whether tables are as a release needs them. */
@NullMarked
package io.daybook.access.database;

import org.jspecify.annotations.NullMarked;
