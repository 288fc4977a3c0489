/** API groups: which of them run in this process, and which of those can answer. */
@NullMarked
package io.daybook.query.group;

import org.jspecify.annotations.NullMarked;
