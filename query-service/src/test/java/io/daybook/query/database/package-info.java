/** Tests of reading without a service around it. */
@NullMarked
package io.daybook.query.database;

import org.jspecify.annotations.NullMarked;
