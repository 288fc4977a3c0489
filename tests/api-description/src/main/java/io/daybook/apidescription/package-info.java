/**
 * OpenAPI descriptions of the services, made from their controllers, records and access rules by springdoc when a test asks, and kept
 * under {@code docs/api}. A service that runs carries none of this: to describe it costs it neither time nor memory.
 */
@NullMarked
package io.daybook.apidescription;

import org.jspecify.annotations.NullMarked;
