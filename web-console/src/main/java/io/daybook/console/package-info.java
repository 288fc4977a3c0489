/**
 * The web console's own server. It serves the pages, passes what they ask on to the services, and knows nothing of accounts:
 * who may see what is decided by the services, by the token that the page shows them.
 */
@NullMarked
package io.daybook.console;

import org.jspecify.annotations.NullMarked;
