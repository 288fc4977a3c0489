/**
 * A view that is no part of Daybook: it reaches both services in a jar of its own, as whoever adds a view would write it. Its
 * resources are under {@code appended-view}.
 */
@NullMarked
package io.daybook.acceptance.newaccounts;

import org.jspecify.annotations.NullMarked;
