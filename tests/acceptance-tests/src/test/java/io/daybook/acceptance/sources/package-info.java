/** Rules that hold for the sources and pages of the whole repository, read as text. */
@NullMarked
package io.daybook.acceptance.sources;

import org.jspecify.annotations.NullMarked;
