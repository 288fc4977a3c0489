/** Direct access to the databases: filling a log, and copying a view's tables. */
@NullMarked
package io.daybook.benchmark.database;

import org.jspecify.annotations.NullMarked;
