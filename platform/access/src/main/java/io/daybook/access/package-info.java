/**
 * Who may do what: every service is an OAuth 2 resource server, believes the bearer tokens of one issuer, and says in one table
 * which scopes each of its paths needs.
 */
@NullMarked
package io.daybook.access;

import org.jspecify.annotations.NullMarked;
