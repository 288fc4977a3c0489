/**
 * The query-service: answers what the read databases know, and changes nothing.
 *
 * <p>One API group a view, each with its own database and its own switch; what is known here is only which groups there
 * are. A new view is a package with a group in it and one line in {@link io.daybook.query.QueryServiceApplication}.
 */
@NullMarked
package io.daybook.query;

import org.jspecify.annotations.NullMarked;
