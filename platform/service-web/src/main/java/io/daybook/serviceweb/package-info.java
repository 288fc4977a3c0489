/**
 * Starter of every web service: problem details (RFC 9457), strict JSON, limits of what is read, tables as text. Configured by
 * {@link io.daybook.serviceweb.ServiceWebAutoConfiguration} wherever this is on the class path of a web application.
 */
@NullMarked
package io.daybook.serviceweb;

import org.jspecify.annotations.NullMarked;
