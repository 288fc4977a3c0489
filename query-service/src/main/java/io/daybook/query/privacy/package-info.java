/** Personal data on its way to whoever may see it: opened here, or said to be withheld. */
@NullMarked
package io.daybook.query.privacy;

import org.jspecify.annotations.NullMarked;
