/**
 * Access to services: every service is an OAuth 2 resource server, accepts the bearer tokens of one issuer, and declares in one
 * table the scopes that each of its paths needs.
 */
@NullMarked
package io.daybook.access;

import org.jspecify.annotations.NullMarked;
