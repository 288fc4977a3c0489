/** Common part of all groups' answers: the reading of parameters, the turning of pages and the errors. */
@NullMarked
package io.daybook.query.http;

import org.jspecify.annotations.NullMarked;
