/** Read your writes: a query that names a version waits until the view has it. */
@NullMarked
package io.daybook.query.consistency;

import org.jspecify.annotations.NullMarked;
