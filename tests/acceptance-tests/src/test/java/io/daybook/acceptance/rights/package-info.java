/** Rights of the suite's roles in its databases. */
@NullMarked
package io.daybook.acceptance.rights;

import org.jspecify.annotations.NullMarked;
