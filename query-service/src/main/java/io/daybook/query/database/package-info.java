/** A group's way to its view's database: a pool that can only read, and reads that see one state. */
@NullMarked
package io.daybook.query.database;

import org.jspecify.annotations.NullMarked;
