/** Documents, specified and over HTTP. */
@NullMarked
package io.daybook.command.document;

import org.jspecify.annotations.NullMarked;
